import { cite, code } from "../explain/prose.ts";
import { cited, counted, gap, inSentence, listed, number } from "../explain/wording.ts";
import { CLEAR } from "./burst.ts";
import { WOULD_DECIDE } from "./causes.ts";
import { changeBefore, differs, type Ranked } from "./domino.ts";
import { endSeqs, followed, type Ending } from "./ending.ts";
import { answersOf } from "./impact.ts";
import type { Beginning } from "./onsets.ts";
import type { Finding } from "../rules/finding.ts";
import type { Scene } from "./scene.ts";
import { failedIn } from "./scene.ts";
import type { Answer, Onset, ProjectHistory, SeenBefore } from "./story.ts";
import type { Doubt } from "./time-trust.ts";

/** What happened: the first domino, what followed, the damage, the end. */
export function happened(
  scene: Scene,
  beginnings: readonly Beginning[],
  domino: Ranked | null,
  ending: Ending | null,
): Answer {
  const begun = beginnings.filter(({ steady }) => !steady);
  const shown = begun.length > 0 ? begun : beginnings;
  const first = domino?.beginning ?? shown[0];
  if (first === undefined || scene.input.findings.length + failedShare(scene) === 0) {
    return { verdict: "", text: quiet(scene, first ?? null), unknown: null };
  }
  const { onset, finding } = first;
  const at = onset.atMs === null ? "" : ` at ${scene.clock(onset.atMs)}`;
  const head = `${onset.title}${at}${cited([onset.firstSeq])}${timesOf(scene, finding)}.`;
  const chain = chainOf(shown, first);
  return {
    verdict: "",
    text: [head, ...chain, damage(scene, ending)].filter((text) => text !== "").join(" "),
    unknown: null,
  };
}

/** `, 121 times until 02:45:51 [2024]` */
function timesOf(scene: Scene, finding: Finding | null): string {
  if (finding === null || finding.count < 2) return "";
  const until = finding.lastMs === null ? "" : ` until ${scene.clock(finding.lastMs)}`;
  return `, ${number(finding.count)} times${until}${cited([finding.lastSeq])}`;
}

/** Two later ones of other services and kinds; those of a kind or service already told only when there are no others. */
function chainOf(beginnings: readonly Beginning[], first: Beginning): string[] {
  const rules = beginnings.filter(({ finding }) => finding !== null);
  const later = (rules.length > 0 ? rules : beginnings).filter((one) => one !== first && begun(one, first));
  const told = new Set<string | null>([first.onset.service, first.onset.category]);
  const fresh = later.filter(({ onset }) => {
    if (told.has(onset.service) || (onset.category !== null && told.has(onset.category))) return false;
    told.add(onset.service).add(onset.category);
    return true;
  });
  const chosen = (fresh.length > 0 ? fresh : later).slice(0, 2);
  if (chosen.length === 0) return [];
  const parts = chosen.map(
    ({ onset }) => `${inSentence(onset.title)}${gapTo(onset, first.onset)}${cited([onset.firstSeq])}`,
  );
  const before = chosen.some(({ onset }) => (onset.atMs ?? 0) <= (first.onset.atMs ?? 0) - 1000);
  return [`${before ? "With it" : "Then"} ${parts.join("; ")}.`];
}

const MINUTE = 60_000;
/** After the first domino, or so shortly before that only the clocks may differ. */
const begun = (one: Beginning, first: Beginning): boolean =>
  (one.onset.atMs ?? Number.POSITIVE_INFINITY) >= (first.onset.atMs ?? 0) - MINUTE;

const gapTo = (onset: Onset, first: Onset): string =>
  onset.atMs === null || first.atMs === null ? "" : ` ${gap(onset.atMs - first.atMs)}`;

function damage(scene: Scene, ending: Ending | null): string {
  const border = answersOf(scene);
  const until = ending === null ? "" : ` until ${scene.clock(ending.atMs)}${cited(endSeqs(ending), 1)}`;
  if (border !== null && border.serverErrors > 0) {
    return `${number(border.serverErrors)} of ${number(border.answers)} answers of ${code(border.service, 60)} were 5xx${until}${cited(border.serverErrorSeqs ?? [])}.`;
  }
  if (ending === null) return "";
  if (ending.lastedMs < 1000) return followed(ending);
  return `It stopped at ${scene.clock(ending.atMs)}${cited(endSeqs(ending), 1)}.`;
}

/** 0 when failed lines do not rise anywhere. */
const failedShare = ({ burst }: Scene): number => (burst !== null && burst.strength >= CLEAR ? burst.rateInside : 0);

function quiet(scene: Scene, odd: Beginning | null): string {
  const { tally, sources } = scene.input;
  if (tally.events === 0) return "Nothing: the log is empty.";
  const failed = failedIn(tally.levels);
  const warned = tally.levels.warn ?? 0;
  const of = `${counted(tally.events, "event")} from ${listed(sources.map((name) => code(name, 60)))}`;
  const border = answersOf(scene);
  const answers =
    border === null
      ? ""
      : ` ${number(border.answers - border.serverErrors)} of ${number(border.answers)} requests were answered without a server error.`;
  const example = odd === null ? "" : ` ${odd.onset.title}${cited(odd.onset.evidence)}.`;
  return `Nothing is wrong in ${of}: ${none(failed, "error")} and ${none(warned, "warning")}, and no rule found a failure.${example}${answers}`;
}

const none = (count: number, one: string): string => (count === 0 ? `no ${one}` : counted(count, one));

/** Whether it was met before in this project. */
export function recurring(scene: Scene, domino: Ranked | null, history: ProjectHistory | null): Answer {
  const { findings, groups } = scene.input;
  if (history === null) return { verdict: "Unknown.", text: "There is no history to compare with.", unknown: null };
  if (findings.length === 0)
    return { verdict: "No.", text: "There is no failure that could have been seen before.", unknown: null };
  const met = findings.flatMap((finding) => {
    const seen = seenOf(finding.groups, history) ?? history.rules[finding.rule];
    return seen === undefined ? [] : [{ finding, seen }];
  });
  const fresh = findings.filter((finding) => !met.some((one) => one.finding === finding));
  const main = met.find(({ finding }) => finding === domino?.beginning.finding) ?? met[0];
  if (main === undefined) {
    const lines = findings.slice(0, 2).map(({ firstSeq }) => firstSeq);
    return {
      verdict: "No.",
      text: `None of ${counted(findings.length, "finding")} was seen before in this project${cited(lines)}.`,
      unknown: null,
    };
  }
  const sameGroups = groups.filter(
    ({ fingerprint }) => history.groups[fingerprint] !== undefined && main.finding.groups.includes(fingerprint),
  ).length;
  const how = sameGroups > 0 ? "with the same lines" : "by the same rule, in other lines";
  const head = `${main.finding.title} was seen before ${how}, last on ${main.seen.at.slice(0, 10)} in ${code(main.seen.ingestion, 80)} (${counted(main.seen.count, "event")}${main.seen.ingestions > 1 ? `, ${counted(main.seen.ingestions, "ingestion")}` : ""}).`;
  if (fresh.length === 0) return { verdict: "Yes.", text: head, unknown: null };
  return {
    verdict: "Partly.",
    text: `${head} New in this project: ${listed(fresh.slice(0, 3).map(({ title, firstSeq }) => `${title} [${firstSeq}]`))}.`,
    unknown: null,
  };
}

function seenOf(fingerprints: readonly string[], history: ProjectHistory): SeenBefore | undefined {
  const seen = fingerprints.flatMap((fingerprint) => history.groups[fingerprint] ?? []);
  return seen.toSorted((a, b) => (a.at < b.at ? 1 : -1))[0];
}

/** The first domino with what speaks for it, or why none is named. */
export function rootCause(
  scene: Scene,
  ranked: readonly Ranked[],
  domino: Ranked | null,
  abstained: string | null,
  doubt: Doubt | null,
): Answer {
  if (domino === null) {
    return {
      verdict: ranked.length === 0 && doubt === null ? "None." : "Unknown.",
      text: capital(abstained ?? ""),
      unknown: checks(ranked, doubt),
    };
  }
  const { onset, confidence, support, against } = domino;
  const reasons = support.filter(citing).slice(0, 2).join(" ");
  const [objection] = against.filter(citing);
  const doubts = objection === undefined ? "" : ` Against it: ${lower(objection)}`;
  const change = changeBefore(scene, domino.beginning);
  const second = ranked.find((other) => differs(other, domino));
  const next =
    second === undefined || second.confidence < 0.45
      ? ""
      : ` Next: ${second.onset.title} (${second.confidence.toFixed(2)})${cited([second.onset.firstSeq])}.`;
  const open = onset.category === null ? null : WOULD_DECIDE[onset.category];
  return {
    verdict: confidence >= 0.6 ? "Most likely" : "Possibly",
    text: `${inSentence(onset.title)} ${cite([onset.firstSeq])}. ${reasons}${doubts} Confidence ${confidence.toFixed(2)}.${next}`.replace(
      / {2,}/g,
      " ",
    ),
    unknown: open === null || change !== null ? null : `Why it began is not in these lines; ${open} would decide it.`,
  };
}

function checks(ranked: readonly Ranked[], doubt: Doubt | null): string | null {
  if (doubt !== null) return `${capital(doubt.check)} would decide it.`;
  const wanted = ranked
    .slice(0, 2)
    .flatMap(({ onset }) =>
      onset.category === null
        ? []
        : `${WOULD_DECIDE[onset.category]}${onset.service === null ? "" : ` (${code(onset.service, 60)})`}`,
    );
  return wanted.length === 0 ? null : `${capital(listed([...new Set(wanted)]))} would decide it.`;
}

/** A reason that shows its lines is news; one about its kind in general is not. */
const citing = (reason: string): boolean => /\[\d+\]/.test(reason);
const capital = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1);
const lower = (text: string): string => text.slice(0, 1).toLowerCase() + text.slice(1);
