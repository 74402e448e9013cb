import { stripVTControlCharacters } from "node:util";
import {
  parseProse,
  type Analysis,
  type Answer,
  type Digest,
  type Finding,
  type GroupDigest,
  type Level,
  type Severity,
} from "#engine";

interface Look {
  color: boolean;
  /** Columns of the terminal. */
  width: number;
}

type Style = "bold" | "dim" | "red" | "yellow" | "cyan" | "inverse";
const SGR: Record<Style, [number, number]> = {
  bold: [1, 22],
  dim: [2, 22],
  inverse: [7, 27],
  red: [31, 39],
  yellow: [33, 39],
  cyan: [36, 39],
};
const SEVERITY_STYLE: Record<Severity, Style[]> = {
  critical: ["inverse", "red"],
  high: ["red"],
  medium: ["yellow"],
  low: ["dim"],
};
const LEVEL_STYLE: Record<Level | "unknown", Style[]> = {
  fatal: ["inverse", "red"],
  error: ["red"],
  warn: ["yellow"],
  info: [],
  debug: ["dim"],
  trace: ["dim"],
  unknown: ["dim"],
};
const QUESTIONS = [
  ["What happened?", "happened"],
  ["Is it a real incident?", "real"],
  ["Is it recurring?", "recurring"],
  ["What is the root cause?", "rootCause"],
] as const;
const TOP_GROUPS = 12;

/** The answers, findings, top groups and parse quality, for a person at a terminal. Ends with a line feed. */
export function renderAnalysis(digest: Digest, analysis: Analysis, look: Look): string {
  const sections = [
    head(digest, look),
    QUESTIONS.map(([question, key]) => answer(question, analysis.story[key], look)).join("\n"),
    findings(analysis.findings, look),
    groups(analysis.groups, digest.tally.events, look),
    quality(digest, analysis, look),
  ];
  return `${sections.filter((section) => section !== "").join("\n\n")}\n`;
}

function head(digest: Digest, look: Look): string {
  const { events, firstMs, lastMs } = digest.tally;
  const span = firstMs === null || lastMs === null ? "no times" : `${clock(firstMs)} – ${clock(lastMs)} UTC`;
  const names = digest.sources.map((source) => clean(source.name)).join(", ");
  return `${paint(names, look, "bold")}\n${count(events, "event")}, ${count(digest.tally.groups.length, "template")}, ${span}`;
}

function answer(question: string, given: Answer, look: Look): string {
  const verdict = given.verdict === "" ? "" : `${paint(given.verdict, look, "bold")} `;
  const lines = [verdict + prose(given.text, look)];
  if (given.unknown !== null) lines.push(paint("Unknown: ", look, "dim") + prose(given.unknown, look));
  return [paint(question, look, "bold"), ...lines.map((line) => `  ${wrap(line, look.width - 2).join("\n  ")}`)].join(
    "\n",
  );
}

function findings(found: Finding[], look: Look): string {
  if (found.length === 0) return `${paint("Findings", look, "bold")}\n  None: no rule fired.`;
  const rows = found.map((finding) => {
    const severity = paint(finding.severity.padEnd(8), look, ...SEVERITY_STYLE[finding.severity]);
    const seqs = paint(
      finding.evidence
        .slice(0, 3)
        .map((seq) => `[${seq}]`)
        .join(" "),
      look,
      "cyan",
    );
    return `  ${severity}  ${prose(finding.title, look)}  ${seqs}\n            ${finding.rule}, ${count(finding.count, "event")}, confidence ${finding.confidence.toFixed(2)}`;
  });
  return [paint("Findings", look, "bold"), ...rows].join("\n");
}

function groups(all: GroupDigest[], events: number, look: Look): string {
  const width = Math.max(40, look.width - 28);
  const rows = all.slice(0, TOP_GROUPS).map((group) => {
    const level = loudest(group);
    const share = events === 0 ? 0 : (100 * group.count) / events;
    return `  ${number(group.count).padStart(9)}  ${share.toFixed(1).padStart(5)} %  ${paint(level.padEnd(7), look, ...LEVEL_STYLE[level])}  ${cut(clean(group.template), width)}`;
  });
  const more =
    all.length > TOP_GROUPS ? [paint(`  … ${count(all.length - TOP_GROUPS, "more group")}`, look, "dim")] : [];
  return all.length === 0 ? "" : [paint("Top groups", look, "bold"), ...rows, ...more].join("\n");
}

function quality(digest: Digest, analysis: Analysis, look: Look): string {
  const lines = digest.sources.flatMap(({ name, quality: read }) => {
    const formats = read.formats.map((format) => `${clean(format.title)} ${number(format.events)}`).join(", ");
    const notes = [
      [read.unrecognised, "not recognised"],
      [read.levelsInferred, "levels inferred"],
      [read.yearsInferred, "years inferred"],
      [read.zoneUnknown, "without a zone"],
      [read.timeJumps, "time jumps"],
    ] as const;
    const said = notes.filter(([amount]) => amount > 0).map(([amount, what]) => `${number(amount)} ${what}`);
    const samples = read.samples
      .slice(0, 3)
      .map((sample) => paint(`      line ${sample.line}: ${cut(clean(sample.text), look.width - 20)}`, look, "dim"));
    return [`  ${clean(name)}: ${[formats, ...said].filter((part) => part !== "").join("; ")}`, ...samples];
  });
  const unexplained = analysis.coverage.unexplainedGroups.length;
  const coverage = unexplained === 0 ? [] : [`  ${count(unexplained, "error group")} that no rule explains`];
  return [paint("Parse quality", look, "bold"), ...lines, ...coverage].join("\n");
}

/** Prose for a terminal; its code is log text and may hold escape sequences. */
function prose(text: string, look: Look): string {
  return parseProse(text)
    .map((span) => {
      if (span.kind === "cite")
        return paint(span.from === span.to ? `[${span.from}]` : `[${span.from}-${span.to}]`, look, "cyan");
      return span.kind === "bold" ? paint(clean(span.text), look, "bold") : clean(span.text);
    })
    .join("");
}

function loudest(group: GroupDigest): Level | "unknown" {
  const order = ["fatal", "error", "warn", "info", "debug", "trace"] as const;
  return order.find((level) => (group.levels[level] ?? 0) > 0) ?? "unknown";
}

/** Log text must never move the cursor, ring or set a title. */
function clean(text: string): string {
  // oxlint-disable-next-line no-control-regex
  return stripVTControlCharacters(text).replace(/[\u0000-\u001f\u007f-\u009f]/g, " ");
}

function paint(text: string, look: Look, ...styles: Style[]): string {
  if (!look.color) return text;
  return styles.reduce((painted, style) => `\u001b[${SGR[style][0]}m${painted}\u001b[${SGR[style][1]}m`, text);
}

/** Breaks at blanks; what is painted counts by what is seen. */
function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = "";
  let seen = 0;
  for (const word of text.split(" ")) {
    const length = stripVTControlCharacters(word).length;
    if (seen > 0 && seen + 1 + length > width) {
      lines.push(line);
      line = "";
      seen = 0;
    }
    line += (seen > 0 ? " " : "") + word;
    seen += (seen > 0 ? 1 : 0) + length;
  }
  return [...lines, line];
}

const cut = (text: string, max: number) => (text.length > max ? `${text.slice(0, max - 1)}…` : text);
const number = (value: number) => value.toLocaleString("en");
const count = (value: number, what: string) => `${number(value)} ${what}${value === 1 ? "" : "s"}`;
const clock = (ms: number) => new Date(ms).toISOString().slice(0, 19).replace("T", " ");
