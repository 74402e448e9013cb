import { QUERY_FIELDS } from "#contracts/event-query.ts";
import type { Facet } from "#contracts/event.ts";
import { formatCount } from "#lib/client/number.ts";

export interface Completion {
  /** What the draft becomes when this is taken. */
  draft: string;
  label: string;
  /** A count, or what a field is for. */
  note: string;
  /** Taking it ends the term, so it goes into the query at once. */
  ends: boolean;
}

const FIELD_NOTES: Record<(typeof QUERY_FIELDS)[number], string> = {
  level: "error, warn, …, unknown",
  service: "who wrote it",
  source: "the file",
  group: "lines of one template",
  format: "how it was read",
  trace: "a trace id",
  seq: "80..95",
  since: "12:00, 2026-11-17T12:00, -15m",
  until: "12:00, 2026-11-17T12:00, -15m",
};

const MOST = 8;

/** What could come next at the end of a draft: fields, then values of the field with their counts. */
export function completionsOf(draft: string, facets: readonly Facet[]): Completion[] {
  const word = /\S*$/.exec(draft)?.[0] ?? "";
  const before = draft.slice(0, draft.length - word.length);
  const [, minus = "", rest = ""] = /^(-?)(.*)$/s.exec(word) ?? [];
  const colon = rest.indexOf(":");
  if (colon === -1) {
    return QUERY_FIELDS.filter((field) => field.startsWith(rest.toLowerCase()))
      .map((field) => ({
        draft: `${before}${minus}${field}:`,
        label: `${minus}${field}:`,
        note: FIELD_NOTES[field],
        ends: false,
      }))
      .slice(0, MOST + 1);
  }
  const field = rest.slice(0, colon);
  const typed = rest.slice(colon + 1).replace(/^"/, "");
  const comma = typed.lastIndexOf(",") + 1;
  const part = typed.slice(comma).toLowerCase();
  const chosen = new Set(typed.slice(0, comma).split(","));
  const values = facets.find(({ facet }) => facet === field)?.values ?? [];
  return values
    .filter(
      ({ value, label }) =>
        !chosen.has(value) && (value.toLowerCase().includes(part) || label.toLowerCase().includes(part)),
    )
    .slice(0, MOST)
    .map(({ value, label, count }) => ({
      draft: `${before}${minus}${field}:${/[\s",]/.test(value) ? JSON.stringify(value) : typed.slice(0, comma) + value}`,
      label,
      note: formatCount(count),
      ends: true,
    }));
}
