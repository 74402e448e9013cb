import type { GroupDigest } from "../groups/digest.ts";
import { adviceOf } from "../rules/catalog.ts";
import type { Finding } from "../rules/finding.ts";
import { standsFor } from "../story/twins.ts";
import { WOULD_DECIDE, WORDS } from "../story/causes.ts";
import type { ExplainContext } from "./explain.ts";
import type { Explanation } from "./explanation.ts";
import { explanationOf } from "./claims.ts";
import { causeSentence, positionOf, positionSentence, rateSentence, togetherWith } from "./position.ts";
import { code } from "./prose.ts";
import { cited, clock, counted, duration, gap, inSentence, listed, names, percent } from "./wording.ts";

/** The built-in explanation of a finding. `groups`: those it matched. */
export function explainFinding(finding: Finding, groups: readonly GroupDigest[], context: ExplainContext): Explanation {
  const advice = finding.advice ?? adviceOf(finding.rule);
  return explanationOf({
    meaning: [
      `${finding.why}${cited(finding.evidence)}`,
      linesSentence(finding, groups),
      causeSentence(context.story, finding),
    ],
    flagged: [
      ruleSentence(finding, groups, context),
      rateSentence(finding.bins, context.axis, ends(finding), finding),
      confidenceSentence(finding),
      ...finding.counterEvidence.map(({ seq, note }) => `Against it: it ${note} [${seq}].`),
      seenSentence(context),
    ],
    impact: [
      severitySentence(finding, context),
      followersSentence(finding, context),
      ...damageSentences(finding, context),
    ],
    debugging: [
      whereToLook(finding, groups, context),
      ...(advice?.debugging.length
        ? advice.debugging
        : [`${WOULD_DECIDE[finding.category]} shows what lies behind ${WORDS[finding.category]}.`]),
    ],
    quickFixes: [
      changeSentence(finding, context),
      endSentence(finding, context),
      ...(advice?.quickFixes.length ? advice.quickFixes : [noAdvice(finding, "quick")]),
    ],
    durableFixes: advice?.durableFixes.length ? advice.durableFixes : [noAdvice(finding, "durable")],
  });
}

const ends = (finding: Finding): number[] => [...new Set([finding.firstSeq, finding.lastSeq])];

/** The first line itself, and how far the lines differ. */
function linesSentence(finding: Finding, groups: readonly GroupDigest[]): string | null {
  const examples = groups.flatMap((group) => group.examples);
  const first =
    examples.find(({ seq }) => seq === finding.firstSeq) ?? examples.find(({ seq }) => finding.evidence.includes(seq));
  if (first === undefined) return null;
  const where = finding.services.length === 0 ? "" : ` in ${names(finding.services)}`;
  const thrown = groups.find((group) => group.exception !== undefined)?.exception;
  const frame = thrown?.frame ? `, thrown in ${code(thrown.frame, 100)}` : "";
  return `The line${where} reads ${code(first.message, 180)}${errorOf(first)}${frame} [${first.seq}].`;
}

/** What a structured line says of its error beside the message: `, with error = dial tcp …`. */
function errorOf({ message, attributes }: GroupDigest["examples"][number]): string {
  const stated = Object.entries(attributes).find(
    ([name, value]) => ERRORS.test(name) && typeof value === "string" && value !== "" && !message.includes(value),
  );
  return stated === undefined ? "" : `, with ${code(`${stated[0]}=${String(stated[1])}`, 180)}`;
}

const ERRORS = /(?:^|[._])(?:err|error|exception|cause|reason)(?:[._](?:message|msg|reason|detail))?$/i;

function ruleSentence(finding: Finding, groups: readonly GroupDigest[], { events }: ExplainContext): string {
  const templates = groups.slice(0, 2).map((group) => code(group.template, 100));
  const of = templates.length === 0 ? "" : `, in lines such as ${listed(templates)}`;
  return `Rule ${code(finding.rule)} matched ${counted(finding.count, "event")}, ${percent(finding.count / Math.max(1, events))} of the log${of}${cited(ends(finding))}.`;
}

function confidenceSentence({ confidence, confidenceParts }: Finding): string {
  const parts = confidenceParts.map(
    ({ detail, weight }) => `${detail} ${weight < 0 ? "−" : "+"}${Math.abs(weight).toFixed(2)}`,
  );
  return `Confidence ${confidence.toFixed(2)}: ${parts.join(", ")}.`;
}

function seenSentence({ seenBefore }: ExplainContext): string | null {
  if (seenBefore === null) return null;
  return `Seen before in ${code(seenBefore.ingestion, 80)} on ${seenBefore.at.slice(0, 10)}, ${counted(seenBefore.count, "event")}.`;
}

function severitySentence(finding: Finding, { story }: ExplainContext): string {
  const services = finding.services.length === 0 ? "" : ` in ${names(finding.services)}`;
  const length = finding.firstMs === null || finding.lastMs === null ? null : finding.lastMs - finding.firstMs;
  const over = length === null || length < 1000 ? "" : ` over ${duration(length)}`;
  const alone = story.incident ? "" : "; the log as a whole shows no incident";
  return `Severity ${finding.severity}: ${counted(finding.count, "event")}${services}${over}${cited(ends(finding))}${alone}.`;
}

/** What began after it. */
function followersSentence(finding: Finding, { story }: ExplainContext): string | null {
  const position = positionOf(story, finding.id);
  const own = position?.own;
  if (own === undefined || own.atMs === null) return null;
  const start = own.atMs;
  const later = story.onsets
    .filter((onset) => !standsFor(onset, finding.id) && onset.atMs !== null && onset.atMs >= start)
    .slice(0, 3);
  if (later.length === 0) return position?.of === 1 ? null : "No other failure begins after it.";
  const parts = later.map(
    ({ title, atMs, firstSeq }) => `${inSentence(title)} ${gap((atMs ?? start) - start)}${cited([firstSeq])}`,
  );
  return `After it began: ${listed(parts)}.`;
}

function damageSentences(finding: Finding, { story }: ExplainContext): (string | null)[] {
  const known = story.impact.filter((one) => one.known).map(({ text }) => text);
  return known.length > 0
    ? known.slice(0, 2).map((text) => text.replace(/^Duration: /, "The incident lasted "))
    : [`Requests, payments and users hit: unknown, the lines from [${finding.firstSeq}] on name none.`];
}

function whereToLook(finding: Finding, groups: readonly GroupDigest[], context: ExplainContext): string | null {
  const { story } = context;
  const position = positionSentence(story, finding.id);
  const keyed = groups.flatMap((group) => group.examples).find((example) => traceOf(example.attributes) !== null);
  const trace = keyed === undefined ? null : traceOf(keyed.attributes);
  const follow =
    keyed === undefined || trace === null
      ? ""
      : ` Follow ${code(trace, 60)} of [${keyed.seq}] through the other sources.`;
  const beside = togetherWith(finding.bins, context.findings, sameLines(finding, context));
  const text = [position, beside].filter((sentence) => sentence !== null).join(" ");
  return `${text}${follow}`.trim() || null;
}

/** The finding itself, and what other rules say of its very lines: no news beside it. */
const sameLines = (finding: Finding, { findings }: ExplainContext): string[] =>
  findings
    .filter(({ firstSeq, lastSeq }) => firstSeq === finding.firstSeq && lastSeq === finding.lastSeq)
    .map(({ id }) => id);

const TRACES = ["trace_id", "traceId", "trace.id", "http.request.id", "request_id", "requestId", "correlation_id"];
function traceOf(attributes: Readonly<Record<string, unknown>>): string | null {
  const name = TRACES.find((known) => typeof attributes[known] === "string");
  return name === undefined ? null : `${name}=${String(attributes[name])}`;
}

/** A deploy or change of the same service, or before the first domino, shortly before the onset. */
function changeSentence(finding: Finding, { story }: ExplainContext): string | null {
  const start = positionOf(story, finding.id)?.own.atMs ?? finding.firstMs;
  if (start === null) return null;
  const best = story.firstDomino === null ? undefined : story.candidates[0];
  const domino = best !== undefined && standsFor(best.onset, finding.id);
  const change = story.marks.findLast(
    ({ turn, atMs }) =>
      turn !== undefined &&
      UNDONE.has(turn.kind) &&
      (domino || finding.services.includes(turn.service)) &&
      atMs <= start &&
      start - atMs <= 600_000,
  );
  return change === undefined
    ? null
    : `Undo first what changed ${duration(start - change.atMs)} before: ${change.title}${cited(change.evidence)}.`;
}

const UNDONE = new Set(["deploy", "change"]);

/** What ended it, where a line says so. */
function endSentence(finding: Finding, { story }: ExplainContext): string | null {
  const end = story.marks.find(({ kind, turn }) => kind === "recovery" && turn !== undefined);
  if (end === undefined || finding.lastMs === null || Math.abs(end.atMs - finding.lastMs) > 120_000) return null;
  return `${end.title}, at ${clock(end.atMs)}${cited(end.evidence)}.`;
}

function noAdvice(finding: Finding, kind: "quick" | "durable"): string {
  const where = finding.services.length === 0 ? "" : ` in ${names(finding.services)}`;
  return kind === "quick"
    ? `Rule ${code(finding.rule)} gives no quick fix; relieve what waits for ${WORDS[finding.category]}${where}${cited([finding.firstSeq])}.`
    : `Rule ${code(finding.rule)} gives no durable fix; write down what ended it as its advice${cited([finding.lastSeq])}.`;
}
