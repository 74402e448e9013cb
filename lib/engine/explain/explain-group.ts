import { serviceOf } from "../events/service.ts";
import type { GroupDigest } from "../groups/digest.ts";
import { adviceOf } from "../rules/catalog.ts";
import type { Finding } from "../rules/finding.ts";
import type { ExplainContext } from "./explain.ts";
import type { Explanation } from "./explanation.ts";
import { explanationOf } from "./claims.ts";
import { causeSentence, positionSentence, rateSentence, togetherWith } from "./position.ts";
import { code } from "./prose.ts";
import { cited, counted, duration, inSentence, listed, number, percent } from "./wording.ts";

/** The built-in explanation of a group. Cheap enough to be made when a page asks. */
export function explainGroup(group: GroupDigest, context: ExplainContext): Explanation {
  const findings = context.findings.filter((finding) => finding.groups.includes(group.fingerprint));
  const [finding] = findings;
  const advice = finding === undefined ? null : (finding.advice ?? adviceOf(finding.rule));
  const seqs = ends(group);
  return explanationOf({
    meaning: [
      finding === undefined || partly(group) ? plainMeaning(group) : `${finding.why}${cited(seqs)}`,
      finding !== undefined && partly(group) ? partMeaning(group, finding) : null,
      thrownSentence(group),
      shareSentence(group, context),
      finding === undefined ? null : causeSentence(context.story, finding),
    ],
    flagged: [
      ...findings.map((one) => flaggedBy(one)),
      finding === undefined ? notFlagged(group) : null,
      rateSentence(group.bins, context.axis, seqs, group),
      positionSentence(context.story, finding?.id ?? group.fingerprint),
      seenSentence(context),
    ],
    impact: [...impactSentences(group, finding, context)],
    debugging: [
      togetherWith(
        group.bins,
        context.findings,
        findings.map(({ id }) => id),
      ),
      followSentence(group),
      ...(advice?.debugging.length ? advice.debugging : [lookSentence(group, context)]),
    ],
    quickFixes: advice?.quickFixes.length ? advice.quickFixes : [noFix(group, finding)],
    durableFixes: advice?.durableFixes.length ? advice.durableFixes : [noDurable(group)],
  });
}

const ends = (group: GroupDigest): number[] => [...new Set([group.firstSeq, group.lastSeq])];
const failed = (group: GroupDigest): number => (group.levels.error ?? 0) + (group.levels.fatal ?? 0);
const levelsOf = (group: GroupDigest): string => {
  const levels = Object.entries(group.levels)
    .filter(([, count]) => count > 0)
    .toSorted(([, a], [, b]) => b - a);
  const [only] = levels;
  if (levels.length === 1 && only !== undefined)
    return only[0] === "unknown" ? "none of them with a level" : `all of level ${only[0]}`;
  return listed(
    levels.map(([level, count]) => `${number(count)} of ${level === "unknown" ? "no level" : `level ${level}`}`),
    4,
  );
};

function plainMeaning(group: GroupDigest): string {
  const example = group.examples[0];
  const varied = group.template.includes("<*>");
  const shape = varied ? `lines of the shape ${code(group.template, 160)}` : `the line ${code(group.template, 160)}`;
  const such = example === undefined || !varied ? "" : `, such as ${code(example.message, 160)}`;
  return `${counted(group.count, "event")} are ${shape}${such}${cited(example === undefined ? ends(group) : [example.seq])}.`.replace(
    /^1 event are/,
    "1 event is",
  );
}

/** Lines of one shape of which only some fail, such as requests with their status. */
const partly = (group: GroupDigest): boolean => failed(group) * 2 < group.count;

function partMeaning(group: GroupDigest, finding: Finding): string {
  const some = failed(group) === 0 ? "Some of them" : `Of them ${number(failed(group))} are errors and`;
  return `${some} show a failure: ${inSentence(finding.title)}${cited(finding.evidence)}. ${finding.why}`;
}

function thrownSentence({ exception, firstSeq }: GroupDigest): string | null {
  if (exception === undefined) return null;
  const frame = exception.frame === null ? "" : ` in ${code(exception.frame, 120)}`;
  return `It is a ${code(exception.type, 100)} thrown${frame} [${firstSeq}].`;
}

function shareSentence(group: GroupDigest, { events }: ExplainContext): string {
  return `That is ${percent(group.count / Math.max(1, events))} of ${counted(events, "event")}${fromWhom(group)}; ${levelsOf(group)}.`;
}

/** `, from `payments`` or with counts where there are several; a logger is not a service. */
function fromWhom({ services, examples, format }: GroupDigest): string {
  const known = [...new Set(examples.map((example) => serviceOf({ ...example, format })))];
  const counts = Object.entries(services).toSorted(([, a], [, b]) => b - a);
  const [only] = known;
  if (known.length === 1 && only !== undefined) return `, from ${code(only, 60)}`;
  return counts.length === 0
    ? ""
    : `, from ${listed(counts.map(([name, count]) => `${code(name, 60)} (${number(count)})`))}`;
}

const flaggedBy = (finding: Finding): string =>
  `Rule ${code(finding.rule)} matches it with confidence ${finding.confidence.toFixed(2)}: ${finding.title} [${finding.firstSeq}].`;

function notFlagged(group: GroupDigest): string {
  const bad = failed(group);
  if (bad > 0)
    return `No rule knows these lines; ${bad === group.count ? "all" : number(bad)} of ${number(group.count)} are errors, so they are shown among the unexplained [${group.firstSeq}].`;
  if ((group.levels.warn ?? 0) > 0)
    return `Not flagged: ${counted(group.levels.warn ?? 0, "warning")} that no rule takes for a failure [${group.firstSeq}].`;
  return `Not flagged: no rule matches and none of ${counted(group.count, "line")} is a warning or an error [${group.firstSeq}].`;
}

function seenSentence({ seenBefore }: ExplainContext): string | null {
  if (seenBefore === null) return null;
  const often = seenBefore.ingestions > 1 ? ` and in ${counted(seenBefore.ingestions - 1, "other ingestion")}` : "";
  return `Seen before in ${code(seenBefore.ingestion, 80)} on ${seenBefore.at.slice(0, 10)}, ${counted(seenBefore.count, "event")}${often}.`;
}

function impactSentences(
  group: GroupDigest,
  finding: Finding | undefined,
  { story }: ExplainContext,
): (string | null)[] {
  if (finding !== undefined) {
    const known = story.impact.filter((one) => one.known).map(({ text }) => text);
    return [
      `Severity ${finding.severity}, by its finding: ${finding.title} [${finding.firstSeq}].`,
      known[0] ?? `Requests and users hit: unknown, no line of the ${number(group.count)} names one.`,
    ];
  }
  const bad = failed(group);
  if (bad > 0) {
    const length =
      group.firstMs === null || group.lastMs === null ? "" : ` over ${duration(group.lastMs - group.firstMs)}`;
    return [
      `Unknown severity: ${counted(bad, "error")}${length}, and no rule says what they cost${cited(ends(group))}.`,
      story.incident ? `They belong to a log with an incident: ${story.real.text}` : null,
    ];
  }
  return [routine(group, story)];
}

/** Only what the numbers say: whether it goes on evenly while other things fail. */
function routine(group: GroupDigest, story: ExplainContext["story"]): string {
  const silent = story.marks.find(
    ({ kind, evidence }) =>
      kind === "silence" && evidence.some((seq) => group.examples.some((example) => example.seq === seq)),
  );
  if (silent !== undefined) return `It stops: ${silent.title}${cited(silent.evidence)}.`;
  const warned = group.levels.warn ?? 0;
  if (warned > 0) return `None seen: ${counted(warned, "warning")} and no error among its lines${cited(ends(group))}.`;
  if (!story.incident)
    return `None: ${counted(group.count, "event")} without an error, in a log without an incident${cited(ends(group))}.`;
  return `None of its own: no error among ${counted(group.count, "event")}, while other lines fail${cited(ends(group))}.`;
}

const TRACE = /^(?:trace[._]?id|request[._]?id|http\.request\.id|correlation[._]?id)$/i;

function followSentence(group: GroupDigest): string | null {
  for (const { attributes, seq } of group.examples) {
    const name = Object.keys(attributes).find((key) => TRACE.test(key));
    if (name !== undefined)
      return `Follow ${code(`${name}=${String(attributes[name])}`, 80)} of [${seq}] through the other sources.`;
  }
  return null;
}

function lookSentence(group: GroupDigest, { story, axis }: ExplainContext): string {
  const [first] = story.onsets;
  if (first !== undefined && first.ref !== group.fingerprint && first.atMs !== null && group.firstMs !== null) {
    const gap = group.firstMs - first.atMs;
    if (gap > 0 && gap < axis.binMs * axis.bins)
      return `Its first line [${group.firstSeq}] comes ${duration(gap)} after ${first.title} [${first.firstSeq}]; compare the two.`;
  }
  const seqs = group.examples.map((example) => example.seq);
  return seqs.length > 1
    ? `Compare ${listed(seqs.slice(0, 2).map((seq) => `[${seq}]`))}: the places marked <*> are what differs.`
    : `Read the lines around [${group.firstSeq}]; it occurs only here.`;
}

function noFix(group: GroupDigest, finding: Finding | undefined): string {
  if (finding !== undefined) return `Rule ${code(finding.rule)} gives no quick fix for it [${group.firstSeq}].`;
  const bad = failed(group);
  return bad > 0
    ? `None follows from these lines: no rule knows ${code(group.template, 80)} [${group.firstSeq}].`
    : `Nothing to fix: ${counted(group.count, "event")} without an error [${group.firstSeq}].`;
}

function noDurable(group: GroupDigest): string {
  if (group.levels.unknown === group.count)
    return `State a level: none of ${counted(group.count, "line")} has one [${group.firstSeq}].`;
  const bad = failed(group);
  return bad > 0
    ? `Add a rule of the project for ${code(group.template, 80)}, with [${group.firstSeq}] as the line that must fire.`
    : `None needed for ${counted(group.count, "event")} without an error [${group.lastSeq}].`;
}
