import { parseProse, type Span } from "#engine";
import { REPORT_SECTIONS, type Report, type ReportSection } from "#contracts/report.ts";

export const SECTION_TITLES: Record<ReportSection, string> = {
  summary: "Summary",
  impact: "Impact",
  timeline: "Timeline",
  rootCause: "Root cause",
  detection: "Detection",
  resolution: "Resolution",
  actionItems: "Action items",
};

/** A paragraph, or a list of items; each a line of spans. */
export interface Block {
  kind: "paragraph" | "list";
  lines: Span[][];
}

/** A report cut into what the renderers write. Empty sections are left out. */
export function sectionsOf(report: Pick<Report, "sections">): { title: string; blocks: Block[] }[] {
  return REPORT_SECTIONS.map((section) => ({
    title: SECTION_TITLES[section],
    blocks: blocksOf(report.sections[section] ?? ""),
  })).filter(({ blocks }) => blocks.length > 0);
}

/** One section cut into paragraphs and lists. */
export function blocksOf(prose: string): Block[] {
  const blocks: Block[] = [];
  let open: Block | undefined;
  for (const line of prose.split(/\r?\n/)) {
    const item = /^\s*[-*] +(.*)$/.exec(line)?.[1];
    const text = visible(item ?? line).trim();
    const kind = item === undefined ? "paragraph" : "list";
    if (text === "" || open?.kind !== kind) open = undefined;
    if (text === "") continue;
    if (open === undefined) {
      open = { kind, lines: [] };
      blocks.push(open);
    }
    open.lines.push(parseProse(text));
  }
  return blocks;
}

/**
 * Log text may carry control characters that steer a terminal, and marks that turn the direction of what follows (CVE-2021-42574).
 * They are shown as what they are; line feed, tab, and the joiners inside emoji and scripts stay.
 */
export function visible(text: string): string {
  return text
    .toWellFormed()
    .replace(/\r\n?/g, "\n")
    .replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, (char) => {
      const point = char.codePointAt(0) ?? 0;
      if (KEPT.has(point)) return char;
      return point < 0x20
        ? String.fromCodePoint(0x2400 + point)
        : `\u27e8U+${point.toString(16).toUpperCase().padStart(4, "0")}\u27e9`;
    });
}
/** Tab, line feed, zero-width non-joiner and joiner. */
const KEPT: ReadonlySet<number> = new Set([0x09, 0x0a, 0x200c, 0x200d]);
