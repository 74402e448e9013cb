import type { Span } from "#engine";
import type { EvidenceLine, Report } from "#contracts/report.ts";
import { type Block, sectionsOf, visible } from "./blocks.ts";

/** The report as Markdown (CommonMark). Everything from a log or a person is escaped: it can form no link, image or HTML. */
export function toMarkdown(report: Report): string {
  const parts = [
    `# ${escape(report.title)}`,
    `*${escape(`${report.status === "draft" ? "Draft" : "Published"}, version ${report.version}, last changed ${report.updatedAt} by ${report.updatedBy}. From ${report.ingestionName}.`)}*`,
    ...sectionsOf(report).flatMap(({ title, blocks }) => [`## ${title}`, ...blocks.map((block) => blockText(block))]),
  ];
  if (report.evidence.length > 0) parts.push("## Evidence", ...report.evidence.map((line) => evidenceText(line)));
  return `${parts.join("\n\n")}\n`;
}

function blockText({ kind, lines }: Block): string {
  return lines
    .map((spans) => `${kind === "list" ? "- " : ""}${spans.map((span) => spanText(span)).join("")}`)
    .join("\n");
}

function spanText(span: Span): string {
  switch (span.kind) {
    case "text":
      return escape(span.text);
    case "bold":
      return `**${escape(span.text)}**`;
    case "code":
      return `\`${span.text}\``;
    default:
      return escape(span.from === span.to ? `[${span.from}]` : `[${span.from}-${span.to}]`);
  }
}

function evidenceText({ seq, source, line, timestamp, level, service, raw, sha256 }: EvidenceLine): string {
  const facts = [`${source}:${line}`, timestamp, level, service].filter((fact) => fact !== null).join(" · ");
  const text = visible(raw).replace(/\n$/, "");
  const fence = "`".repeat(Math.max(3, longestRun(text) + 1));
  return [
    `### ${escape(`[${seq}]`)} ${escape(facts)}`,
    `${fence}text\n${text}\n${fence}`,
    `SHA-256 \`${sha256}\``,
  ].join("\n\n");
}

/** Backslash before all ASCII punctuation that CommonMark gives a meaning; `:` and `@` too, which begin bare links elsewhere. */
function escape(text: string): string {
  return visible(text)
    .replace(/\s+/g, " ")
    .replace(/[\\`*_{}[\]()<>#+!|~&:@=.-]/g, (char, at: number, whole: string) =>
      needsEscape(char, at, whole) ? `\\${char}` : char,
    );
}

/** Signs that only matter at the start of a line or in a link stay readable elsewhere. */
function needsEscape(char: string, at: number, whole: string): boolean {
  if ("+-=".includes(char)) return at === 0;
  if (char === ".") return /^\d+$/.test(whole.slice(0, at)) || /www$/i.test(whole.slice(Math.max(0, at - 3), at));
  if (char === ":")
    return whole.startsWith("//", at + 1) || /(?:mailto|xmpp)$/i.test(whole.slice(Math.max(0, at - 6), at));
  if ("()".includes(char)) return whole[at - 1] === "]" || /^\d+$/.test(whole.slice(0, at));
  return true;
}

function longestRun(text: string): number {
  return [...text.matchAll(/`+/g)].reduce((longest, match) => Math.max(longest, match[0].length), 0);
}
