import { sql } from "drizzle-orm";
import type { z } from "zod";
import type { GroupDecision, GroupState } from "#contracts/group.ts";
import { groups } from "#db/schema/index.ts";

type State = z.infer<typeof GroupState>;

/** A group that was ignored until a moment is open from then on, without anybody writing it. */
export const currentState = sql<State>`case when ${groups.state} = 'ignored' and ${groups.stateUntil} <= now()
  then 'open' else ${groups.state} end`;

export const decisionColumns = {
  stateBy: groups.stateBy,
  stateAt: groups.stateAt,
  stateNote: groups.stateNote,
  stateRelease: groups.stateRelease,
  stateUntil: groups.stateUntil,
};

type DecisionRow = Pick<typeof groups.$inferSelect, keyof typeof decisionColumns>;

export function toDecision(row: DecisionRow): GroupDecision | null {
  if (row.stateBy === null || row.stateAt === null) return null;
  return {
    by: row.stateBy,
    at: row.stateAt.toISOString(),
    note: row.stateNote,
    release: row.stateRelease,
    until: row.stateUntil?.toISOString() ?? null,
  };
}

/** What is stored for a decision; what does not belong to the state is dropped. */
export function decide(
  by: string,
  input: {
    state: State;
    note?: string | null | undefined;
    release?: string | null | undefined;
    until?: string | null | undefined;
  },
): Partial<typeof groups.$inferInsert> {
  return {
    state: input.state,
    stateBy: by,
    stateAt: new Date(),
    stateNote: input.note || null,
    stateRelease: (input.state === "resolved" && input.release) || null,
    stateUntil: input.state === "ignored" && input.until ? new Date(input.until) : null,
  };
}
