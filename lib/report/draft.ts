import type { Finding, Story } from "#engine";
import { code, parseProse } from "#engine";
import type { ReportSection } from "#contracts/report.ts";

export interface DraftInput {
  ingestion: string;
  story: Story;
  findings: readonly Finding[];
  /** Durable fixes as prose, by finding id, from the built-in explanations. */
  fixes: Readonly<Record<string, readonly string[]>>;
  events: number;
  sources: readonly string[];
  /** Epoch milliseconds of the first and last dated event; null without any. */
  firstMs: number | null;
  lastMs: number | null;
}

export interface Draft {
  title: string;
  sections: Record<ReportSection, string>;
}

const MAX_TIMELINE = 40;
const MAX_FINDINGS = 20;

/** A postmortem as far as the log can tell it; what only people know is left as a line to fill in. Pure. */
export function draftReport(input: DraftInput): Draft {
  return {
    title: titleOf(input),
    sections: {
      summary: summary(input),
      impact: impact(input),
      timeline: timeline(input),
      rootCause: rootCause(input.story),
      detection: detection(input),
      resolution: resolution(input.story),
      actionItems: actionItems(input),
    },
  };
}

function titleOf({ ingestion, findings, story }: DraftInput): string {
  const cause = findings.find((finding) => finding.category === story.firstDomino?.category) ?? findings[0];
  const text = cause === undefined ? `Report on ${ingestion}` : plainText(cause.title);
  return text.replace(/\s+/g, " ").trim().slice(0, 200) || "Report";
}

function summary({ story, ingestion, events, sources, firstMs, lastMs }: DraftInput): string {
  const span =
    firstMs === null || lastMs === null ? "without dated events" : `from ${utc(firstMs)} to ${utc(lastMs)} UTC`;
  const from = sources.length === 1 ? "one source" : `${sources.length} sources`;
  return [
    answerText(story.happened),
    `**Incident:** ${answerText(story.real)}`,
    `**Recurring:** ${answerText(story.recurring)}`,
    `Based on ${events.toLocaleString("en-US")} events of ${code(ingestion)} (${from}), ${span}.`,
  ].join("\n\n");
}

function impact({ story }: DraftInput): string {
  const lines = story.impact.map(({ text, known }) => (known ? text : `Unknown: ${text}`));
  return list([...lines, "Customers and contracts affected: to be filled in."]);
}

function timeline({ story }: DraftInput): string {
  const onsets = story.onsets.map(({ atMs, title, evidence, firstSeq }) => ({
    atMs,
    title,
    seqs: cited(evidence, firstSeq),
  }));
  const marks = story.marks
    .filter(({ kind }) => kind !== "onset")
    .map(({ atMs, title, evidence }) => ({ atMs, title, seqs: cited(evidence) }));
  const steps = [...onsets, ...marks].toSorted((a, b) => (a.atMs ?? Infinity) - (b.atMs ?? Infinity));
  const lines = steps
    .slice(0, MAX_TIMELINE)
    .map(({ atMs, title, seqs }) => `${atMs === null ? "Time unknown" : `**${utc(atMs)}**`} ${title} ${seqs}`.trim());
  return list(lines.length === 0 ? ["The log shows no onset. To be filled in."] : lines);
}

function rootCause({ rootCause: answer, candidates, abstained }: Story): string {
  const weighed = candidates.map(({ onset, confidence, support, against }) => {
    const reasons = [...support, ...against.map((reason) => `against: ${reason}`)].join("; ");
    return `${onset.title} ${cited(onset.evidence, onset.firstSeq)} (confidence ${confidence.toFixed(2)}): ${reasons}`;
  });
  const parts = [answerText(answer), abstained === null ? "" : abstained];
  if (weighed.length > 0) parts.push("Candidates, likeliest first:", list(weighed));
  return parts.filter((part) => part !== "").join("\n\n");
}

function detection({ findings }: DraftInput): string {
  const found = findings
    .slice(0, MAX_FINDINGS)
    .map(
      ({ severity, confidence, title, rule, evidence, firstSeq }) =>
        `${capital(severity)}, confidence ${confidence.toFixed(2)}: ${title} ${cited(evidence, firstSeq)} (rule ${code(rule)})`,
    );
  return list([
    ...(found.length === 0 ? ["No rule found a failure in this log."] : found),
    "Who noticed first, when, and by which alert: to be filled in.",
  ]);
}

function resolution({ marks }: Story): string {
  const recoveries = marks.filter(({ kind }) => kind === "recovery");
  return list([
    ...recoveries.map(({ atMs, title, evidence }) => `**${utc(atMs)}** ${title} ${cited(evidence)}`.trim()),
    ...(recoveries.length === 0 ? ["The log shows no recovery."] : []),
    "What was done, and by whom: to be filled in.",
  ]);
}

function actionItems({ findings, fixes }: DraftInput): string {
  const items = new Set(findings.flatMap(({ id }) => fixes[id] ?? []));
  return (
    list([...items].slice(0, MAX_FINDINGS).map((item) => `${item} Owner and date: to be filled in.`)) ||
    "- To be filled in."
  );
}

function answerText({ verdict, text, unknown }: Story["happened"]): string {
  return [verdict === "" ? "" : `**${verdict}**`, text, unknown ?? ""].filter((part) => part !== "").join(" ");
}

/** One line each, since a line break ends a list item. */
function list(lines: readonly string[]): string {
  return lines.map((line) => `- ${line.replace(/\s+/g, " ").trim()}`).join("\n");
}

function cited(evidence: readonly number[], first?: number): string {
  const seqs = evidence.length === 0 && first !== undefined ? [first] : evidence;
  return seqs
    .slice(0, 3)
    .map((seq) => `[${seq}]`)
    .join(" ");
}

function plainText(prose: string): string {
  return parseProse(prose)
    .map((span) => (span.kind === "cite" ? "" : span.text))
    .join("");
}

function utc(ms: number): string {
  return new Date(ms).toISOString().replace("T", " ").slice(0, 19);
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
