import { LEVELS } from "#engine";

/** Fields a query may name. `group` takes a group's id, `seq` numbers, `since` and `until` times. */
export const QUERY_FIELDS = [
  "level",
  "service",
  "source",
  "group",
  "format",
  "trace",
  "seq",
  "since",
  "until",
] as const;
export type QueryField = (typeof QUERY_FIELDS)[number];

/**
 * One term as written: `level:error,fatal`, `-service:nginx`, `seq:80..95`, `since:12:00`, `"exact text"`, `-word`.
 * Any other `name:value` filters an attribute (`http.response.status_code:503`); `field` is then `attribute` and `name` its name.
 */
export interface QueryTerm {
  field: QueryField | "text" | "attribute";
  name: string;
  /** Alternatives, any of which matches. */
  values: string[];
  excluded: boolean;
  /** Where it stands in the query, for chips and for the mark at the caret. */
  start: number;
  end: number;
}

export interface QueryError {
  message: string;
  start: number;
  end: number;
}

export interface EventQuery {
  terms: QueryTerm[];
  errors: QueryError[];
}

const TERM = /(-?)(?:([A-Za-z_][\w.@-]*):)?(?:"((?:[^"\\]|\\.)*)("?)|(\S+))?/y;
const SEQ = /^(\d{1,10})(?:\.\.(\d{1,10})|-(\d{1,10}))?$/;
// 12:00, 12:00:30.250, 2026-11-17, 2026-11-17T12:00(:00(.000))(Z), -15m (before the last event)
const TIME =
  /^(?:(?:\d{4}-\d\d-\d\d)(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d{1,6})?)?(?:Z|[+-]\d\d:?\d\d)?)?|\d\d:\d\d(?::\d\d(?:\.\d{1,6})?)?|-\d{1,6}[smhd])$/;

/** Parses the query box. Never throws: what is wrong is in `errors`, the rest in `terms`. */
export function parseEventQuery(text: string): EventQuery {
  const terms: QueryTerm[] = [];
  const errors: QueryError[] = [];
  let at = 0;
  while (at < text.length) {
    if (/\s/.test(text.charAt(at))) {
      at += 1;
      continue;
    }
    TERM.lastIndex = at;
    const match = TERM.exec(text);
    const end = at + Math.max(match?.[0].length ?? 0, 1);
    const [, minus = "", name = "", quoted, close, bare] = match ?? [];
    const range = { start: at, end };
    at = end;
    if (quoted !== undefined && close === "") errors.push({ message: 'The quote is not closed: add a ".', ...range });
    const value = quoted === undefined ? (bare ?? "") : quoted.replace(/\\(.)/g, "$1");
    if (value === "") {
      errors.push({
        message: name === "" ? "A word is missing after the minus." : `Write a value after "${name}:".`,
        ...range,
      });
      continue;
    }
    const field = name === "" ? "text" : (QUERY_FIELDS.find((known) => known === name) ?? "attribute");
    const values = quoted === undefined && field !== "text" ? value.split(",").filter((part) => part !== "") : [value];
    const problem = values.length === 0 ? `Write a value after "${name}:".` : problemOf(field, values);
    if (problem === null) terms.push({ field, name, values, excluded: minus === "-", ...range });
    else errors.push({ message: problem, ...range });
  }
  return { terms, errors };
}

/** Writes a term the way the box shows it; quoted where it must be. */
export function formatTerm(
  term: Pick<QueryTerm, "field" | "name" | "excluded"> & { values: readonly string[] },
): string {
  const quote = (value: string) => `"${value.replace(/["\\]/g, "\\$&")}"`;
  const minus = term.excluded ? "-" : "";
  if (term.field === "text") {
    const [value = ""] = term.values;
    return minus + (/^[^\s":-][^\s":]*$/.test(value) ? value : quote(value));
  }
  const plain = term.values.every((value) => /^[^\s",]+$/.test(value));
  return `${minus}${term.name}:${plain ? term.values.join(",") : quote(term.values[0] ?? "")}`;
}

function problemOf(field: QueryTerm["field"], values: string[]): string | null {
  switch (field) {
    case "level": {
      const wrong = values.find((value) => value !== "unknown" && !LEVELS.some((level) => level === value));
      return wrong === undefined ? null : `"${wrong}" is no level: write ${LEVELS.join(", ")} or unknown.`;
    }
    case "seq":
      return values.every((value) => SEQ.test(value)) ? null : "Write seq:80, seq:80..95 or several with commas.";
    case "since":
    case "until":
      return values.length === 1 && TIME.test(values[0] ?? "")
        ? null
        : `Write ${field}:12:00, ${field}:2026-11-17T12:00 or ${field}:-15m (before the last event).`;
    default:
      return null;
  }
}
