import { code } from "../explain/prose.ts";
import { cited, counted, duration, number, percent } from "../explain/wording.ts";
import { SEVERITIES, type Severity } from "../vocabulary.ts";
import { CLEAR } from "./burst.ts";
import { binMs, failedIn, type Scene } from "./scene.ts";
import type { Beginning, ServiceOnset } from "./onsets.ts";
import type { Answer } from "./story.ts";
import { endingOf, endSeqs, type Ending } from "./ending.ts";

const POINTS: Readonly<Record<Severity, number>> = { critical: 3, high: 2, medium: 1, low: 0 };
const ENOUGH = 3;
const SURE = 0.5;
const MANY = 10;
const BRIEF_MS = 60_000;

export interface Verdict {
  incident: boolean;
  answer: Answer;
}

/**
 * The stated rule: points for the worst severity that is at least half sure (critical 3, high 2, medium 1), one each for a clear rise
 * of failures, for failures in two services or more and for ten failed events or more; one off for recovery within a minute,
 * unless something critical happened. Three points are an incident.
 */
export function verdictOf(scene: Scene, beginnings: readonly Beginning[], services: readonly ServiceOnset[]): Verdict {
  const { tally, findings } = scene.input;
  const sure = findings.filter(({ confidence }) => confidence >= SURE);
  const worst = SEVERITIES.find((severity) => sure.some((finding) => finding.severity === severity)) ?? null;
  const failed = failedIn(tally.levels);
  const events = Math.max(failed, ...findings.map((finding) => (finding.severity === "low" ? 0 : finding.count)), 0);
  const rise = scene.burst !== null && scene.burst.strength >= CLEAR ? scene.burst : null;
  const ending = endingOf(scene, beginnings);
  const brief = worst !== "critical" && ending !== null && ending.lastedMs <= BRIEF_MS;
  const points =
    (worst === null ? 0 : POINTS[worst]) +
    (rise === null ? 0 : 1) +
    (services.length >= 2 ? 1 : 0) +
    (events >= MANY ? 1 : 0) -
    (brief ? 1 : 0);
  const incident = points >= ENOUGH && beginnings.length > 0;
  if (incident) return { incident, answer: { verdict: "Yes.", text: yes(scene, services, ending), unknown: null } };
  return { incident, answer: no(scene, beginnings, worst, ending) };
}

function yes(scene: Scene, services: readonly ServiceOnset[], ending: Ending | null): string {
  const { tally } = scene.input;
  const rise = scene.burst !== null && scene.burst.strength >= CLEAR ? scene.burst : null;
  const all = scene.input.links.services.length;
  const first = services.slice(0, 2).map(({ firstSeq }) => firstSeq);
  const spread = services.length === 0 ? "" : `, in ${spreadOf(services, all)}${cited(first)}`;
  const sentence =
    rise === null
      ? `${number(failedIn(tally.levels))} of ${counted(tally.events, "event")} failed${spread}.`
      : `Failures rose from ${percent(rise.rateOutside)} to ${percent(rise.rateInside)} of events at ${scene.clock(binMs(scene, rise.from))}${spread}.`;
  return `${sentence} ${endOf(scene, ending)}`.trim();
}

function spreadOf(services: readonly ServiceOnset[], all: number): string {
  const [only] = services;
  if (services.length === 1 && only !== undefined)
    return all > 1 ? `one of ${all} services, ${code(only.service, 60)}` : "the only service";
  if (services.length === 2 && all === 2) return "both services";
  return services.length === all ? `all ${all} services` : `${services.length} of ${all} services`;
}

function endOf(scene: Scene, ending: Ending | null): string {
  if (ending === null) return scene.burst === null ? "" : "It goes on to the end of the log.";
  const by =
    ending.by === null ? "" : `, at ${code(ending.by.text, 90)} in ${code(ending.by.service, 60)} [${ending.by.seq}]`;
  return `It ended at ${scene.clock(ending.atMs)} after ${duration(ending.lastedMs)}${by}.`;
}

function no(scene: Scene, beginnings: readonly Beginning[], worst: Severity | null, ending: Ending | null): Answer {
  const { tally, findings } = scene.input;
  const failed = failedIn(tally.levels);
  if (tally.events === 0) return { verdict: "No.", text: "There are no events to judge.", unknown: null };
  if (beginnings.length === 0) {
    const text =
      failed === 0
        ? `None of ${counted(tally.events, "event")} is an error, and no rule found a failure.`
        : `${counted(failed, "error")} among ${counted(tally.events, "event")} (${percent(failed / tally.events)}) without a rise, and no rule found a failure.`;
    return { verdict: "No.", text, unknown: null };
  }
  const [first] = beginnings;
  const what = `${counted(findings.length, "finding")}${worst === null ? "" : `, none above ${worst}`}`;
  const seen = findings.length === 0 ? `${counted(failed, "error")} that no rule explains` : what;
  const over = ending === null ? "" : ` It was over after ${duration(ending.lastedMs)}${cited(endSeqs(ending))}.`;
  return {
    verdict: worst === "high" || worst === "critical" || failed > 0 ? "Hardly." : "No.",
    text: `${seen}, and failures neither spread nor rise clearly${first === undefined ? "" : cited([first.onset.firstSeq])}.${over}`,
    unknown: null,
  };
}
