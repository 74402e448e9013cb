"use client";

import { parseAsString, parseAsStringLiteral, useQueryStates } from "nuqs";
import { LEVELS } from "#engine";
import { Recurrence } from "#contracts/group.ts";

const parsers = {
  sort: parseAsStringLiteral(["count", "first", "last", "level"] as const).withDefault("count"),
  direction: parseAsStringLiteral(["asc", "desc"] as const).withDefault("desc"),
  text: parseAsString.withDefault(""),
  level: parseAsStringLiteral([...LEVELS, "unknown"] as const),
  service: parseAsString,
  recurrence: parseAsStringLiteral(Recurrence.options),
};

/** Order and filters of the group list; they stand in the URL and stay there on a group's page, for `[` and `]`. */
export function useGroupList() {
  const [state, set] = useQueryStates(parsers, { history: "push" });
  const { sort, direction, text, level, service, recurrence } = state;
  return {
    state,
    set,
    /** As the endpoint takes it. */
    listed: {
      sort,
      direction,
      text: text === "" ? undefined : text,
      level: level ?? undefined,
      service: service ?? undefined,
      recurrence: recurrence ?? undefined,
      limit: 100,
    },
    /** The part of the address that carries it along. */
    search: searchOf(state),
    filtered: text !== "" || level !== null || service !== null || recurrence !== null,
  };
}

function searchOf(state: Record<string, string | null>): string {
  const search = new URLSearchParams();
  const defaults: Record<string, string> = { sort: "count", direction: "desc", text: "" };
  for (const [name, value] of Object.entries(state)) {
    if (value !== null && value !== defaults[name]) search.set(name, value);
  }
  return search.size === 0 ? "" : `?${search}`;
}
