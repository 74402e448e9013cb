/**
 * Prose is the one small markup in which the engine, the models and the reports write sentences:
 * `` `code` `` for log text, `**bold**`, and citations `[80]` or `[80-95]`. Log text is hostile: it only ever enters through
 * `code()`, and nothing inside code is read as a citation.
 */
export type Span =
  | { kind: "text"; text: string }
  | { kind: "bold"; text: string }
  | { kind: "code"; text: string }
  | { kind: "cite"; from: number; to: number };

const SPAN = /`([^`\n]{1,500})`|\*\*([^*\n]{1,500})\*\*|\[(\d{1,10})(?:[-–](\d{1,10}))?\]/g;

/** Quotes log text so that it can stand in prose: one line, no backticks, cut at `max` characters. */
export function code(text: string, max = 160): string {
  const line = text.replace(/[\s`]+/g, " ").trim();
  return line === "" ? "(empty)" : `\`${line.length > max ? `${line.slice(0, max - 1)}…` : line}\``;
}

/** A citation of one or several seqs: `[80]`, `[80] [95]`; at most `max` of them. */
export function cite(seqs: readonly number[], max = 3): string {
  return seqs
    .slice(0, max)
    .map((seq) => `[${seq}]`)
    .join(" ");
}

/** Splits prose into its spans, in order. Never throws: what is no markup is text. */
export function parseProse(prose: string): Span[] {
  const spans: Span[] = [];
  let at = 0;
  for (const match of prose.matchAll(SPAN)) {
    if (match.index > at) spans.push({ kind: "text", text: prose.slice(at, match.index) });
    at = match.index + match[0].length;
    if (match[1] !== undefined) spans.push({ kind: "code", text: match[1] });
    else if (match[2] !== undefined) spans.push({ kind: "bold", text: match[2] });
    else spans.push({ kind: "cite", from: Number(match[3]), to: Number(match[4] ?? match[3]) });
  }
  if (at < prose.length) spans.push({ kind: "text", text: prose.slice(at) });
  return spans;
}

/** Every seq cited in the prose, ascending and once; a range gives its two ends. */
export function citationsOf(prose: string): number[] {
  const seqs = new Set<number>();
  for (const span of parseProse(prose)) {
    if (span.kind === "cite") seqs.add(span.from).add(span.to);
  }
  return [...seqs].toSorted((a, b) => a - b);
}
