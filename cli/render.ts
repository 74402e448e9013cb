import type { Analysis, Answer, Digest, Finding, GroupDigest } from "#engine";
import {
  clean,
  clock,
  count,
  cut,
  LEVEL_STYLE,
  loudest,
  number,
  paint,
  prose,
  SEVERITY_STYLE,
  wrap,
  type Look,
} from "./terminal.ts";

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
