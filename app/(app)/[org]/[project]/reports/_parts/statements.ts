import { citationsOf, parseProse, type Span } from "#engine";
import { REPORT_SECTIONS, type Report, type ReportSection } from "#contracts/report.ts";

/** Sections whose statements are about the log; what people did, and will do, no line can prove. */
const PROVABLE: readonly ReportSection[] = ["summary", "impact", "timeline", "rootCause", "detection", "resolution"];

export interface UncitedStatement {
  section: ReportSection;
  text: string;
}

/** What a report still lacks before others read it. */
export interface Checks {
  statements: number;
  cited: number;
  uncited: UncitedStatement[];
  /** Cited numbers that are no line of the log, by the section that cites them. */
  unknown: { section: ReportSection; seq: number }[];
  /** Places that say `to be filled in`. */
  open: { section: ReportSection; count: number }[];
  empty: ReportSection[];
}

export function checksOf({ sections, evidence }: Pick<Report, "sections" | "evidence">): Checks {
  const known = new Set(evidence.map(({ seq }) => seq));
  const checks: Checks = { statements: 0, cited: 0, uncited: [], unknown: [], open: [], empty: [] };
  for (const section of REPORT_SECTIONS) {
    const text = sections[section] ?? "";
    if (text.trim() === "") checks.empty.push(section);
    const open = text.match(/to be filled in/gi)?.length ?? 0;
    if (open > 0) checks.open.push({ section, count: open });
    for (const seq of citationsOf(text)) if (!known.has(seq)) checks.unknown.push({ section, seq });
    if (!PROVABLE.includes(section)) continue;
    for (const statement of statementsOf(text)) {
      checks.statements += 1;
      if (citationsOf(statement).length > 0) checks.cited += 1;
      else checks.uncited.push({ section, text: statement });
    }
  }
  return checks;
}

/**
 * What a section states: list items whole, paragraphs by sentence. A citation that stands behind the full stop belongs to the
 * sentence before it. Headings that end in a colon, open places and what is said to be unknown state nothing.
 */
export function statementsOf(text: string): string[] {
  return text
    .split(/\r?\n/)
    .flatMap((line) => {
      const item = /^\s*[-*] +(.*)$/.exec(line)?.[1];
      return item === undefined ? sentencesOf(line) : [item];
    })
    .map((statement) => statement.trim())
    .filter((statement) => statement !== "" && !/:$|to be filled in|^(?:\*\*)?unknown\b/i.test(statement));
}

/** Sentences end where text (not log text in it) says so; citations right behind a full stop still belong to them. */
function sentencesOf(line: string): string[] {
  const sentences = [""];
  let ended = false;
  for (const span of parseProse(line)) {
    const [first = "", ...more] = span.kind === "text" ? span.text.split(/(?<=[.!?]) +(?=\S)/) : [sourceOf(span)];
    if (ended && span.kind === "text" && /^\s+\S/.test(first)) sentences.push("");
    sentences[sentences.length - 1] += first;
    sentences.push(...more);
    if (span.kind !== "cite") ended = span.kind === "text" && /[.!?]\s*$/.test(span.text);
  }
  return sentences;
}

function sourceOf(span: Span): string {
  if (span.kind === "cite") return span.from === span.to ? `[${span.from}]` : `[${span.from}-${span.to}]`;
  return span.kind === "code" ? `\`${span.text}\`` : span.text;
}
