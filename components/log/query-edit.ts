import { formatTerm, parseEventQuery, type QueryField, type QueryTerm } from "#contracts/event-query.ts";

/** A filter as facets, fields and charts edit it. */
export interface Filter {
  field: QueryTerm["field"];
  name: string;
  value: string;
}

export const fieldFilter = (field: QueryField, value: string): Filter => ({ field, name: field, value });
export const attributeFilter = (name: string, value: string): Filter => ({ field: "attribute", name, value });
export const textFilter = (value: string): Filter => ({ field: "text", name: "", value });

const MANY_VALUES = new Set<QueryTerm["field"]>(["level", "service", "source", "group", "format", "trace"]);

/** Whether a value is asked for, kept out, or neither. */
export function stateOf(query: string, filter: Filter): "included" | "excluded" | "free" {
  for (const term of parseEventQuery(query).terms) {
    if (same(term, filter) && term.values.includes(filter.value)) return term.excluded ? "excluded" : "included";
  }
  return "free";
}

/** The part of a query that can be read: what the server is asked while the rest is marked in the box. */
export function readable(query: string): string {
  const { terms, errors } = parseEventQuery(query);
  return errors.length === 0 ? query : terms.map(formatTerm).join(" ");
}

/** The same query without one of its terms. */
export function withoutTerm(query: string, term: Pick<QueryTerm, "start" | "end">): string {
  return tidy(`${query.slice(0, term.start)} ${query.slice(term.end)}`);
}

/** Adds the value to what is asked for: alternatives of one field stand in one term. Takes back an exclusion of it. */
export function include(query: string, filter: Filter): string {
  return join(drop(query, filter), filter, false);
}

/** Keeps the value out. Takes back an inclusion of it. */
export function exclude(query: string, filter: Filter): string {
  return join(drop(query, filter), filter, true);
}

/** Only this value of its field. */
export function only(query: string, filter: Filter): string {
  const others = parseEventQuery(query)
    .terms.filter((term) => same(term, filter))
    .toReversed();
  return append(others.reduce(withoutTerm, query), filter, false);
}

/** The query without this value, whether it was included or excluded. */
export function drop(query: string, filter: Filter): string {
  const { terms } = parseEventQuery(query);
  for (const term of terms.toReversed()) {
    if (!same(term, filter) || !term.values.includes(filter.value)) continue;
    const values = term.values.filter((value) => value !== filter.value);
    query = values.length === 0 ? withoutTerm(query, term) : replace(query, term, { ...term, values });
  }
  return query;
}

/** Sets since and until, or removes them. Times are ISO-8601 UTC to the millisecond. */
export function withRange(query: string, range: { fromMs: number; untilMs: number } | null): string {
  const { terms } = parseEventQuery(query);
  const bare = terms
    .filter(({ field }) => field === "since" || field === "until")
    .toReversed()
    .reduce(withoutTerm, query);
  if (range === null) return bare;
  const iso = (ms: number) => new Date(ms).toISOString();
  return tidy(`${bare} since:${iso(range.fromMs)} until:${iso(range.untilMs)}`);
}

/** The range that since and until give, where both are full times; `fallback` stands for a missing one. */
export function rangeOf(query: string, fallback: { fromMs: number; untilMs: number }) {
  const { terms } = parseEventQuery(query);
  const bound = (field: "since" | "until") => terms.findLast((term) => term.field === field)?.values[0];
  const since = bound("since");
  const until = bound("until");
  if (since === undefined && until === undefined) return null;
  const fromMs = since === undefined ? fallback.fromMs : instantOf(since, fallback);
  const untilMs = until === undefined ? fallback.untilMs : instantOf(until, fallback);
  return fromMs === null || untilMs === null || fromMs >= untilMs ? null : { fromMs, untilMs };
}

/** A time of the query in the span of the events: `12:00` is its first such moment, `-15m` before its end. */
function instantOf(text: string, span: { fromMs: number; untilMs: number }): number | null {
  const back = /^-(\d+)([smhd])$/.exec(text);
  if (back !== null) return span.untilMs - Number(back[1]) * (BACK[back[2] ?? "s"] ?? 0);
  if (/^\d\d:\d\d/.test(text)) {
    const day = new Date(span.fromMs).toISOString().slice(0, 10);
    const at = Date.parse(`${day}T${text}Z`);
    if (Number.isNaN(at)) return null;
    return at < span.fromMs && at + DAY_MS <= span.untilMs ? at + DAY_MS : at;
  }
  const zoned = /(?:Z|[+-]\d\d:?\d\d)$/.test(text.slice(10)) || text.length === 10;
  const at = Date.parse(zoned ? text : `${text.replace(" ", "T")}Z`);
  return Number.isNaN(at) ? null : at;
}

const DAY_MS = 86_400_000;
const BACK: Record<string, number> = { s: 1000, m: 60_000, h: 3_600_000, d: DAY_MS };

function same(term: QueryTerm, filter: Filter): boolean {
  return term.field === filter.field && term.name === filter.name;
}

function join(query: string, filter: Filter, excluded: boolean): string {
  const beside = parseEventQuery(query).terms.find(
    (term) => MANY_VALUES.has(term.field) && same(term, filter) && term.excluded === excluded,
  );
  // A quoted value stands alone in its term, so it gets a term of its own only where the field is excluded.
  if (beside === undefined || /[\s",]/.test(filter.value) || beside.values.some((value) => /[\s",]/.test(value))) {
    return append(query, filter, excluded);
  }
  return replace(query, beside, { ...beside, values: [...beside.values, filter.value] });
}

function append(query: string, { field, name, value }: Filter, excluded: boolean): string {
  return tidy(`${query} ${formatTerm({ field, name, values: [value], excluded })}`);
}

function replace(query: string, place: QueryTerm, term: QueryTerm): string {
  return tidy(`${query.slice(0, place.start)}${formatTerm(term)}${query.slice(place.end)}`);
}

function tidy(query: string): string {
  return query.trim().replace(/ {2,}(?=(?:[^"]*"[^"]*")*[^"]*$)/g, " ");
}
