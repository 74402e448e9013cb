"use client";

import {
  createParser,
  parseAsBoolean,
  parseAsInteger,
  parseAsString,
  parseAsStringLiteral,
  useQueryStates,
} from "nuqs";
import { useIngestion } from "../../_parts/ingestion-context.tsx";

export interface SeqRange {
  from: number;
  to: number;
}

/** `9977` or `80-95`; an en dash is read too, because people copy chips. */
const parseAsSeqs = createParser<SeqRange>({
  parse: (text) => {
    const match = /^(\d{1,10})(?:[-–](\d{1,10}))?$/.exec(text);
    if (match === null) return null;
    const from = Number(match[1]);
    return { from, to: Math.max(from, Number(match[2] ?? match[1])) };
  },
  serialize: ({ from, to }) => (from === to ? String(from) : `${from}-${to}`),
  eq: (a, b) => a.from === b.from && a.to === b.to,
});

export const PANEL_TABS = ["event", "raw", "around", "trace"] as const;
export type PanelTab = (typeof PANEL_TABS)[number];

const parsers = {
  q: parseAsString.withDefault(""),
  /** Lines to mark and scroll to. A single one is open, too. */
  seq: parseAsSeqs,
  /** The open line. */
  event: parseAsInteger,
  sort: parseAsStringLiteral(["seq", "time"] as const),
  direction: parseAsStringLiteral(["asc", "desc"] as const).withDefault("asc"),
  wrap: parseAsBoolean.withDefault(false),
  tab: parseAsStringLiteral(PANEL_TABS).withDefault("event"),
};

/** Everything one might share of Events, from the URL. A changed query is a step that Back undoes; moving along rows is not. */
export function useEventsState() {
  const { ingestion } = useIngestion();
  const [state, set] = useQueryStates(parsers);
  const single = state.seq !== null && state.seq.from === state.seq.to ? state.seq.from : null;
  return {
    ...state,
    marked: state.seq,
    open: state.event ?? single,
    // Several files follow each other by seq, so only their times tell what happened when.
    sort: state.sort ?? (ingestion.sources.length > 1 && ingestion.firstAt !== null ? "time" : "seq"),
    setQuery: (q: string) => void set({ q: q === "" ? null : q }, { history: "push" }),
    show: (seq: number) => void set({ event: seq, ...(single === null ? {} : { seq: null }) }, { history: "replace" }),
    close: () =>
      void set({ event: null, tab: null, ...(single === null ? {} : { seq: null }) }, { history: "replace" }),
    setTab: (tab: PanelTab) => void set({ tab }, { history: "replace" }),
    setSort: (sort: "seq" | "time", direction: "asc" | "desc") => void set({ sort, direction }, { history: "push" }),
    setWrap: (wrap: boolean) => void set({ wrap }, { history: "replace" }),
  };
}
