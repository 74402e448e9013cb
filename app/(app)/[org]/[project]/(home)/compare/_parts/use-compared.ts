"use client";

import { parseAsString, useQueryStates } from "nuqs";
import type { TimeRange } from "#components/charts/brush.tsx";

const STATE = {
  before: parseAsString,
  after: parseAsString,
  beforeFrom: parseAsString,
  beforeUntil: parseAsString,
  afterFrom: parseAsString,
  afterUntil: parseAsString,
};
export type SideName = "before" | "after";

/** What the address compares: two ingestions, each with a range of time or whole. */
export function useCompared() {
  const [state, set] = useQueryStates(STATE, { history: "push" });
  const sides = {
    before: { ingestionId: state.before, from: state.beforeFrom, until: state.beforeUntil },
    after: { ingestionId: state.after, from: state.afterFrom, until: state.afterUntil },
  };
  return {
    sides,
    choose: (side: SideName, ingestionId: string) =>
      void set({ [side]: ingestionId, [`${side}From`]: null, [`${side}Until`]: null }),
    /** Keeps the ingestions that are shown, also where the address leaves one to the server. */
    select: (side: SideName, range: TimeRange | null, shown: Record<SideName, string | null>) =>
      void set({
        ...shown,
        [`${side}From`]: range === null ? null : new Date(range.fromMs).toISOString(),
        [`${side}Until`]: range === null ? null : new Date(range.untilMs).toISOString(),
      }),
    swap: (shown: Record<SideName, string | null>) =>
      void set({
        before: shown.after,
        beforeFrom: state.afterFrom,
        beforeUntil: state.afterUntil,
        after: shown.before,
        afterFrom: state.beforeFrom,
        afterUntil: state.beforeUntil,
      }),
  };
}
