import type { GroupDigest } from "../groups/digest.ts";
import type { TallyDigest } from "../groups/tally.ts";
import type { Finding } from "../rules/finding.ts";
import { happened, recurring, rootCause } from "./answers.ts";
import { differs, rankCandidates, type Ranked } from "./domino.ts";
import { endingOf } from "./ending.ts";
import { impactOf } from "./impact.ts";
import type { LinksDigest } from "./links.ts";
import { marksOf } from "./marks.ts";
import { beginningsOf, MIN_EVENTS, serviceOnsets, type Beginning } from "./onsets.ts";
import { sceneOf } from "./scene.ts";
import { skewOf } from "./skew.ts";
import type { ProjectHistory, Story } from "./story.ts";
import { withoutTwins } from "./twins.ts";
import { doubtOf, type Doubt } from "./time-trust.ts";
import { verdictOf } from "./verdict.ts";
import { withoutHidden } from "./without-hidden.ts";

export interface StoryInput {
  sources: string[];
  tally: TallyDigest;
  groups: readonly GroupDigest[];
  findings: readonly Finding[];
  /** Found too, but the project does not want to be told. */
  hidden: readonly Finding[];
  links: LinksDigest;
  history: ProjectHistory | null;
  /** Milliseconds by which a source's clock is ahead, as a person set it. */
  clocks: Readonly<Record<string, number>>;
}

const MAX_ONSETS = 30;
/** Below this confidence no first domino is named. */
const ENOUGH = 0.45;
/** Two different causes closer than this are not told apart. */
const TIE = 0.015;

/** The one story of an ingestion. Pure: same digest, same story. */
export function tell(given: StoryInput): Story {
  const input = withoutHidden(given);
  const skew = skewOf(input.sources, input.links, input.clocks);
  const scene = sceneOf(input, skew.aheadOf);
  const beginnings = beginningsOf(scene);
  const services = serviceOnsets(scene, beginnings);
  const doubt = doubtOf(scene, beginnings);
  const ranked = rankCandidates(scene, beginnings, services);
  const { incident, answer: real } = verdictOf(scene, beginnings, services);
  const calm = !incident && input.tally.events >= MIN_EVENTS;
  const abstained = abstention(beginnings, ranked, doubt, calm);
  const domino = abstained === null ? (ranked[0] ?? null) : null;
  const ending = endingOf(scene, beginnings);
  const shown = withoutTwins(beginnings, ranked);
  return {
    happened: happened(scene, beginnings, domino, ending),
    real,
    recurring: recurring(scene, domino, input.history),
    rootCause: rootCause(scene, ranked, domino, abstained, doubt),
    incident,
    firstDomino: firstDomino(domino),
    abstained,
    candidates: withoutTwins(ranked, ranked).map(({ onset, confidence, support, against }) => ({
      onset,
      confidence,
      support,
      against,
    })),
    order: services.map(({ service, atMs, firstSeq }) => ({
      service,
      onset: atMs === null ? null : new Date(atMs).toISOString(),
      firstSeq,
      ...(scene.aheadMs(service) !== 0 && { aheadMs: scene.aheadMs(service) }),
    })),
    onsets: shown
      .filter(({ steady }) => !steady)
      .slice(0, MAX_ONSETS)
      .map(({ onset }) => onset),
    marks: marksOf(scene, shown, ending),
    impact: beginnings.length === 0 ? [] : impactOf(scene, beginnings, ending),
    skew: skew.story,
  };
}

/** `calm`: long enough to judge, and no incident. */
function abstention(
  beginnings: readonly Beginning[],
  ranked: readonly Ranked[],
  doubt: Doubt | null,
  calm: boolean,
): string | null {
  const [best, second] = ranked;
  const [first] = beginnings;
  if (first === undefined) return "no failure was found, so there is nothing to explain.";
  if (doubt !== null) return `no first domino is named: ${doubt.reason}.`;
  if (calm)
    return `nothing here amounts to an incident, so nothing was set off: ${first.onset.title} [${first.onset.firstSeq}].`;
  if (best === undefined) return `no rule explains the first failure: ${first.onset.title} [${first.onset.firstSeq}].`;
  if (best.confidence < ENOUGH) {
    return `nothing stands out: the best candidate, ${best.onset.title} [${best.onset.firstSeq}], reaches only ${best.confidence.toFixed(2)}.`;
  }
  if (second !== undefined && best.confidence - second.confidence < TIE && differs(best, second)) {
    return `two causes are equally likely: ${best.onset.title} [${best.onset.firstSeq}] and ${second.onset.title} [${second.onset.firstSeq}].`;
  }
  return null;
}

function firstDomino(domino: Ranked | null): Story["firstDomino"] {
  if (domino === null) return null;
  // An error that no rule knows is of no category of its own.
  const { service, category, evidence } = domino.onset;
  return { service: service ?? "", category: category ?? "generic_critical", evidence, confidence: domino.confidence };
}
