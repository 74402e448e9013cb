import { code } from "../explain/prose.ts";
import { cited, counted, duration, number, percent } from "../explain/wording.ts";
import { SEVERITIES, type Severity } from "../vocabulary.ts";
import { CLEAR, type Burst } from "./burst.ts";
import type { Finding } from "../rules/finding.ts";
import { binMs, failedIn, type Scene } from "./scene.ts";
import { FEW, MIN_EVENTS, type Beginning, type ServiceOnset } from "./onsets.ts";
import type { Answer } from "./story.ts";
import { endingOf, endSeqs, followed, type Ending } from "./ending.ts";

const POINTS: Readonly<Record<Severity, number>> = { critical: 3, high: 2, medium: 1, low: 0 };
const ENOUGH = 3;
const SURE = 0.5;
const MANY = 10;
const BRIEF_MS = 60_000;

export interface Verdict {
  incident: boolean;
  answer: Answer;
}

/** Failures that run through the whole log and are no larger a share of its lines are its background. */
const BACKGROUND = 0.05;

/** So few lines were chosen by someone; what share of them fails says more than how many do. */
const EXCERPT = 20;

/**
 * The stated rule: points for the worst severity that is at least half sure (critical 3, high 2, medium 1), one each for a clear rise
 * of failures (in an excerpt: for failures in half of its lines), for failures in two services or more (five events at least, in a long log) and for
 * ten failed events or more; one off for recovery within a minute, unless something critical happened. Three points are an incident. The
 * background does not count: what runs evenly through a long log, in at most a twentieth of the lines.
 */
export function verdictOf(scene: Scene, beginnings: readonly Beginning[], services: readonly ServiceOnset[]): Verdict {
  const { tally } = scene.input;
  const findings = foreground(scene, beginnings);
  const worst = worstOf(findings);
  const events = troubled(scene, findings);
  const long = tally.events >= MIN_EVENTS;
  const excerpt = tally.events < EXCERPT && events * 2 >= tally.events;
  const ending = endingOf(scene, beginnings);
  const brief = worst?.severity !== "critical" && ending !== null && ending.lastedMs <= BRIEF_MS && !excerpt;
  const points =
    (worst === null ? 0 : POINTS[worst.severity]) +
    (riseOf(scene) !== null || excerpt ? 1 : 0) +
    (services.length >= 2 && (!long || events >= FEW) ? 1 : 0) +
    (events >= MANY ? 1 : 0) -
    (brief ? 1 : 0);
  if (tally.events === 0 || beginnings.length === 0) return { incident: false, answer: quiet(scene) };
  if (points < ENOUGH) return { incident: false, answer: hardly(scene, beginnings, worst, services, ending) };
  const unknown =
    tally.events < EXCERPT
      ? `How far it spread cannot be seen in ${counted(tally.events, "event")}; the whole log would tell.`
      : null;
  return { incident: true, answer: { verdict: "Yes.", text: yes(scene, worst, services, ending), unknown } };
}

/** Findings without those that are background. */
function foreground(scene: Scene, beginnings: readonly Beginning[]): Finding[] {
  return beginnings.flatMap(({ finding, steady, services }) => {
    if (finding === null) return [];
    const own = services.reduce((sum, service) => sum + (scene.seriesOf(service)?.events ?? 0), 0);
    const background = steady && finding.severity !== "critical" && finding.count <= own * BACKGROUND;
    return background ? [] : [finding];
  });
}

/** The loudest finding that is at least half sure. */
function worstOf(findings: readonly Finding[]): Finding | null {
  const sure = findings.filter(({ confidence }) => confidence >= SURE);
  return (
    SEVERITIES.map((severity) => sure.find((one) => one.severity === severity)).find((one) => one !== undefined) ?? null
  );
}

/** Events that failed, or that the most frequent finding matched. */
function troubled(scene: Scene, findings: readonly Finding[]): number {
  const { tally } = scene.input;
  const failed = failedIn(tally.levels);
  const background =
    tally.events >= MIN_EVENTS && riseOf(scene) === null && failed <= tally.events * BACKGROUND && failed > 0;
  return Math.max(
    background ? 0 : failed,
    ...findings.map(({ severity, count }) => (severity === "low" ? 0 : count)),
    0,
  );
}

const riseOf = ({ burst }: Scene): Burst | null => (burst !== null && burst.strength >= CLEAR ? burst : null);

function yes(scene: Scene, worst: Finding | null, services: readonly ServiceOnset[], ending: Ending | null): string {
  const { tally, links } = scene.input;
  const rise = riseOf(scene);
  const failed = failedIn(tally.levels);
  const spread = spreadOf(services, links.services.length);
  const seqs = cited(services.slice(0, 2).map(({ firstSeq }) => firstSeq));
  const where = spread === "" ? "" : `, in ${spread}`;
  if (rise !== null) {
    const rates = `from ${percent(rise.rateOutside)} to ${percent(rise.rateInside)}`;
    return `Failures rose ${rates} of events at ${scene.clock(binMs(scene, rise.from))}${where}${seqs}. ${endOf(scene, ending)}`.trim();
  }
  const what =
    worst === null
      ? `${number(failed)} of ${counted(tally.events, "event")} failed`
      : `${worst.title}, ${worst.severity}, ${counted(worst.count, "event")} of ${number(tally.events)}${cited(worst.evidence)}`;
  return `${what}${where}${spread === "" ? "" : seqs}. ${ending === null ? "" : endOf(scene, ending)}`.trim();
}

function spreadOf(services: readonly ServiceOnset[], all: number): string {
  const [only] = services;
  if (all < 2 || only === undefined) return "";
  if (services.length === 1) return `one of ${all} services, ${code(only.service, 60)}`;
  if (services.length < all) return `${services.length} of ${all} services`;
  return all === 2 ? "both services" : `all ${all} services`;
}

function endOf(scene: Scene, ending: Ending | null): string {
  if (ending === null) return "It goes on to the end of the log.";
  const { by, lastedMs } = ending;
  if (lastedMs < 1000) return followed(ending) || "It was over within a second.";
  const how = by === null ? "" : `, at ${code(by.text, 90)} in ${code(by.service, 60)} [${by.seq}]`;
  return `It ended at ${scene.clock(ending.atMs)} after ${duration(lastedMs)}${how}.`;
}

function quiet({ input: { tally } }: Scene): Answer {
  const failed = failedIn(tally.levels);
  const of = counted(tally.events, "event");
  const text =
    failed === 0
      ? `None of ${of} is an error, and no rule found a failure.`
      : `${counted(failed, "error")} among ${of} (${percent(failed / tally.events)}), without a rise, and no rule found a failure.`;
  return { verdict: "No.", text: tally.events === 0 ? "There are no events to judge." : text, unknown: null };
}

function hardly(
  scene: Scene,
  beginnings: readonly Beginning[],
  worst: Finding | null,
  services: readonly ServiceOnset[],
  ending: Ending | null,
): Answer {
  const { tally, links } = scene.input;
  const failed = failedIn(tally.levels);
  const [first] = beginnings;
  const seqs = first === undefined ? [] : first.onset.evidence;
  const what =
    worst === null
      ? `${counted(failed, "error")} among ${counted(tally.events, "event")} (${percent(failed / tally.events)})${cited(seqs)}`
      : `${worst.title}, ${worst.severity}, ${counted(worst.count, "event")} of ${number(tally.events)}${cited(worst.evidence)}`;
  const spread = services.length < 2 && links.services.length > 1 ? ", in no more than one service" : "";
  const rise = riseOf(scene) === null ? ", and failures do not rise" : "";
  const over =
    ending === null || ending.lastedMs < 1000
      ? ""
      : ` It was over after ${duration(ending.lastedMs)}${cited(endSeqs(ending))}.`;
  return { verdict: worst === null ? "No." : "Hardly.", text: `${what}${spread}${rise}.${over}`, unknown: null };
}
