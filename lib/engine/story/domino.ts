import { code } from "../explain/prose.ts";
import { cited, duration } from "../explain/wording.ts";
import { SEVERITIES } from "../vocabulary.ts";
import { atRoot, mayCause, WORDS } from "./causes.ts";
import { byTime, LEAD_MS, type Beginning, type ServiceOnset } from "./onsets.ts";
import { binMs, type Scene } from "./scene.ts";
import type { Candidate } from "./story.ts";
import { sameLine, withoutTwins } from "./twins.ts";
import type { Turn } from "./turns.ts";

const WEIGHTS = { earliness: 0.34, prior: 0.2, coverage: 0.3, confidence: 0.16 } as const;
const MINUTE = 60_000;
const MAX_CANDIDATES = 5;
const MAX_COMPARED = 60;

/** A candidate with the beginning it stands for. */
export interface Ranked extends Candidate {
  beginning: Beginning;
}

/** Findings by how likely each is the first domino, best first. Every reason for or against is a sentence of its own. */
export function rankCandidates(
  scene: Scene,
  beginnings: readonly Beginning[],
  services: readonly ServiceOnset[],
): Ranked[] {
  const begun = loudest(beginnings.filter(({ steady }) => !steady));
  const pool = begun.filter(({ finding }) => finding !== null && finding.severity !== "low");
  const found = pool.length > 0 ? pool : begun.filter(({ finding }) => finding !== null);
  const candidates = [...found, ...begun.filter((one) => one.finding === null && isBlamed(one, found, services))];
  const frame = frameOf(scene, candidates);
  return candidates
    .map((beginning) => weigh(scene, beginning, begun, services, frame))
    .toSorted((a, b) => b.confidence - a.confidence || byTime(a.beginning, b.beginning))
    .slice(0, MAX_CANDIDATES);
}

/** Comparing all with all is bounded: the most severe, in their order of time. */
function loudest(begun: readonly Beginning[]): Beginning[] {
  const rank = ({ finding }: Beginning) =>
    finding === null ? SEVERITIES.length : SEVERITIES.indexOf(finding.severity);
  return begun
    .toSorted((a, b) => rank(a) - rank(b))
    .slice(0, MAX_COMPARED)
    .toSorted(byTime);
}

interface Frame {
  /** The first onset that belongs to the incident, and the span of onsets. */
  firstMs: number | null;
  spanMs: number;
  /** Start of the time in which failures stand out. */
  burstMs: number | null;
}

function frameOf(scene: Scene, candidates: readonly Beginning[]): Frame {
  const burstMs = scene.window === null ? null : binMs(scene, scene.window.from);
  const times = candidates.flatMap(({ onset }) => onset.atMs ?? []);
  const near = burstMs === null ? times : times.filter((time) => time >= burstMs - LEAD_MS);
  const known = near.length > 0 ? near : times;
  if (known.length === 0) return { firstMs: null, spanMs: 0, burstMs };
  return { firstMs: Math.min(...known), spanMs: Math.max(...known) - Math.min(...known), burstMs };
}

function weigh(
  scene: Scene,
  beginning: Beginning,
  begun: readonly Beginning[],
  services: readonly ServiceOnset[],
  frame: Frame,
): Ranked {
  const { onset, finding } = beginning;
  const support: string[] = [];
  const against: string[] = [];
  const others = withoutTwins(
    begun.filter((other) => !sameLine(other, beginning)),
    [],
  );
  const earliness = earlinessOf(scene, beginning, others, frame, support, against);
  const coverage = coverageOf(scene, beginning, others, services, support);
  const prior = onset.category === null ? 0.4 : atRoot(onset.category);
  if (onset.category !== null && prior >= 0.7 && others.length > 0) {
    support.push(`Of its kind, ${WORDS[onset.category]}, most are causes rather than consequences.`);
  } else if (onset.category !== null && prior <= 0.35) {
    against.push(`Of its kind, ${WORDS[onset.category]}, most are consequences rather than causes.`);
  }
  if (others.length === 0) support.push(`No other failure is found in the log${cited(onset.evidence)}.`);
  const change = changeBefore(scene, beginning);
  if (change !== null) {
    support.unshift(`${code(change.turn.text, 100)} came ${duration(change.gapMs)} before${cited([change.turn.seq])}.`);
  }
  const blame = blameOf(beginning, services);
  if (blame !== null)
    against.push(`Its lines name ${code(blame.service, 60)}, which fails from${cited([blame.firstSeq])} on.`);
  const score =
    WEIGHTS.earliness * earliness +
    WEIGHTS.prior * prior +
    WEIGHTS.coverage * coverage +
    WEIGHTS.confidence * (finding?.confidence ?? 0.3) +
    (change === null ? 0 : change.own ? 0.08 : 0.02) -
    (blame === null ? 0 : isBefore(onset, blame) ? 0.07 : 0.15);
  const confidence = Math.round(Math.min(0.98, Math.max(0, score)) * 100) / 100;
  return { onset, confidence, support, against, beginning };
}

function earlinessOf(
  scene: Scene,
  { onset }: Beginning,
  others: readonly Beginning[],
  { firstMs, spanMs, burstMs }: Frame,
  support: string[],
  against: string[],
): number {
  if (onset.atMs === null || firstMs === null) {
    const first = others.every((other) => other.onset.firstSeq > onset.firstSeq);
    return first ? 0.8 : 0.3;
  }
  const late = Math.max(0, onset.atMs - onset.uncertaintyMs - firstMs);
  const early = burstMs === null ? 0 : Math.max(0, burstMs - LEAD_MS - onset.atMs);
  const before = others.filter(
    (other) => (other.onset.atMs ?? Infinity) + other.onset.uncertaintyMs < (onset.atMs ?? 0) - onset.uncertaintyMs,
  );
  const dated = others.filter((other) => other.onset.atMs !== null);
  if (before.length === 0 && dated.length > 0) {
    const steps = new Set(dated.map((other) => other.onset.firstSeq)).size + 1;
    support.push(`First of ${steps} onsets, at ${scene.clock(onset.atMs)}${cited([onset.firstSeq])}.`);
  } else if (before[0] !== undefined) {
    const [first] = before;
    against.push(
      `${first.onset.title} began ${duration(onset.atMs - (first.onset.atMs ?? 0))} earlier${cited([first.onset.firstSeq])}.`,
    );
  }
  if (early > 0) against.push(`It began ${duration((burstMs ?? 0) - onset.atMs)} before failures rose.`);
  return Math.exp(-late / Math.max(20_000, spanMs / 10)) * Math.exp(-early / (15 * MINUTE));
}

/** The share of what begins later that this candidate explains, by the best link to each. */
function coverageOf(
  scene: Scene,
  beginning: Beginning,
  others: readonly Beginning[],
  services: readonly ServiceOnset[],
  support: string[],
): number {
  const silent = services.filter(
    ({ service }) => service !== beginning.onset.service && !others.some((other) => other.services.includes(service)),
  );
  const links = [
    ...others.map((other) => linkTo(scene, beginning, other)),
    ...silent.map((other) => linkToService(scene, beginning, other)),
  ];
  if (links.length === 0) return 0.6;
  const strong = links.filter(({ weight }) => weight >= 0.6);
  if (strong.length > 0) {
    support.push(`${fitting(strong.length, links.length)} it as their cause: ${reasonsOf(beginning, strong)}.`);
  }
  return links.reduce((sum, { weight }) => sum + weight, 0) / links.length;
}

function fitting(some: number, all: number): string {
  if (some < all) return `${some} of ${all} other onsets ${some === 1 ? "fits" : "fit"}`;
  if (all === 1) return "The other onset fits";
  return all === 2 ? "Both other onsets fit" : `All ${all} other onsets fit`;
}

interface Link {
  weight: number;
  by: "rule" | "keys" | "named" | "time" | "none";
  seqs: readonly number[];
}

function linkTo(scene: Scene, from: Beginning, to: Beginning): Link {
  if (isBefore(to.onset, from.onset)) return { weight: 0, by: "none", seqs: [] };
  const links: Link[] = [keysLink(scene, from.services, to.services), namedLink(from, to)];
  const [cause, effect] = [from.onset.category, to.onset.category];
  if (cause !== null && effect !== null && mayCause(cause, effect))
    links.push({ weight: 0.75, by: "rule", seqs: [to.onset.firstSeq] });
  if (cause !== null && cause === effect) links.push({ weight: 0.6, by: "rule", seqs: [to.onset.firstSeq] });
  if (from.onset.service === to.onset.service) links.push({ weight: 0.5, by: "time", seqs: [] });
  return strongest(links);
}

function linkToService(scene: Scene, from: Beginning, to: ServiceOnset): Link {
  if (isBefore(to, from.onset)) return { weight: 0, by: "none", seqs: [] };
  return strongest([keysLink(scene, from.services, [to.service]), { weight: 0.45, by: "time", seqs: [] }]);
}

function isBefore(
  a: { atMs: number | null; uncertaintyMs: number; firstSeq: number },
  b: { atMs: number | null; uncertaintyMs: number; firstSeq: number },
): boolean {
  if (a.atMs === null || b.atMs === null) return a.atMs === b.atMs && a.firstSeq < b.firstSeq;
  return a.atMs + a.uncertaintyMs + b.uncertaintyMs < b.atMs;
}

function keysLink(scene: Scene, from: readonly string[], to: readonly string[]): Link {
  let ahead = 0;
  let behind = 0;
  let seqs: readonly number[] = [];
  for (const pair of scene.input.links.pairs) {
    if (from.includes(pair.from) && to.includes(pair.to)) {
      ahead += pair.first;
      seqs = pair.example;
    } else if (from.includes(pair.to) && to.includes(pair.from)) behind += pair.first;
  }
  if (ahead + behind < 2 || ahead <= behind * 2) return { weight: 0.1, by: "none", seqs: [] };
  return { weight: 0.85, by: "keys", seqs };
}

function namedLink(from: Beginning, to: Beginning): Link {
  const { service } = from.onset;
  if (service === null || to.services.includes(service) || !namesService(to.texts, service))
    return { weight: 0.1, by: "none", seqs: [] };
  return { weight: 0.85, by: "named", seqs: [to.onset.firstSeq] };
}

const strongest = (links: readonly Link[]): Link =>
  links.reduce((best, link) => (link.weight > best.weight ? link : best), { weight: 0.1, by: "none", seqs: [] });

/** `1 names it [1036], 2 are of a kind that follows from a full disk [352] [361]` */
function reasonsOf({ onset }: Beginning, links: readonly Link[]): string {
  const kind = onset.category === null ? "it" : WORDS[onset.category];
  const words = {
    keys: ["fails later on the same requests", "fail later on the same requests"],
    named: ["names it", "name it"],
    rule: [`is of a kind that follows from ${kind}`, `are of kinds that follow from ${kind}`],
  } as const;
  return (["keys", "named", "rule"] as const)
    .map((by) => ({ by, some: links.filter((link) => link.by === by) }))
    .filter(({ some }) => some.length > 0)
    .map(({ by, some }) => {
      const seqs = some.flatMap((link) => link.seqs);
      return `${some.length} ${words[by][some.length === 1 ? 0 : 1]}${cited(seqs)}`;
    })
    .join(", ");
}

/** A failing service that the candidate's own lines name, when that one did not begin later. */
function blameOf({ onset, texts, services: own }: Beginning, services: readonly ServiceOnset[]): ServiceOnset | null {
  const named = services.filter(({ service, atMs, uncertaintyMs }) => {
    if (own.includes(service) || !namesService(texts, service)) return false;
    return atMs === null || onset.atMs === null || atMs - uncertaintyMs <= onset.atMs + MINUTE;
  });
  return named[0] ?? null;
}

/** An error that no rule knows may be the cause when a failure that came after it names its service. */
function isBlamed({ onset }: Beginning, found: readonly Beginning[], services: readonly ServiceOnset[]): boolean {
  return found.some((one) => {
    const blame = blameOf(one, services);
    return blame !== null && blame.service === onset.service && isBefore(onset, one.onset);
  });
}

const MIN_NAME = 3;

/** Whether a service's name occurs as a word: `fares answered 503`, `http://fares:8080`. Not in longer names. Texts in small letters. */
export function namesService(texts: readonly string[], service: string): boolean {
  const name = service.toLowerCase();
  if (name.length < MIN_NAME) return false;
  return texts.some((low) => {
    for (let at = low.indexOf(name); at >= 0; at = low.indexOf(name, at + 1)) {
      if (!isWordChar(low[at - 1]) && !isWordChar(low[at + name.length])) return true;
    }
    return false;
  });
}

const isWordChar = (char: string | undefined): boolean => char !== undefined && /[a-z0-9_-]/.test(char);

/** The last deploy or change within ten minutes before the onset; `own` when it is of the same service or names it. */
export function changeBefore(scene: Scene, { onset }: Beginning): { turn: Turn; gapMs: number; own: boolean } | null {
  const { atMs: at, service } = onset;
  if (at === null) return null;
  const isOwn = (turn: Turn) =>
    turn.service === service || (service !== null && namesService([turn.text.toLowerCase()], service));
  const turns = scene.input.links.turns.filter((turn) => {
    if (turn.atMs === null || !CHANGES.has(turn.kind) || (turn.kind === "start" && !isOwn(turn))) return false;
    const gap = at - (turn.atMs - scene.aheadMs(turn.service));
    return gap >= 0 && gap <= LEAD_MS;
  });
  const turn = turns.findLast(isOwn) ?? turns.at(-1);
  return turn === undefined ? null : { turn, gapMs: at - (turn.atMs ?? at), own: isOwn(turn) };
}

const CHANGES = new Set(["deploy", "change", "start"]);

/** Two findings that would be told as different causes. */
export const differs = (a: Ranked, b: Ranked): boolean =>
  a.onset.service !== b.onset.service && a.onset.category !== b.onset.category;
