import { blanksBySlots } from "./columns.ts";
import {
  blank,
  HARDER,
  LONG,
  LONGER,
  NEEDED,
  NEEDED_AFTER_CUE,
  nodeOf,
  push,
  skeletonOf,
  type Blanks,
  type Family,
  type Gap,
  type Node,
} from "./nodes.ts";
import { isCapitals, type Place } from "./places.ts";
import { blanksByShape, shapesOf } from "./shapes.ts";

const MAX_ROUNDS = 4;
const MAX_WORDS = 5;

/**
 * Finds the families among templates. A family of an earlier round is a template of the next, so words in several places
 * come together too. Near linear: places meet in a table under the hash of what stands around them.
 * @param earlier templates of families that were found before
 */
export function familiesOf(
  templates: readonly { template: string; fingerprint: string }[],
  earlier: readonly string[],
): Family[] {
  const shapes = shapesOf(earlier);
  let nodes = templates.map(({ template, fingerprint }) =>
    nodeOf(template, fingerprint, [{ fingerprint, position: null }]),
  );
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const blanks = [
      blanksByShape(nodes, shapes),
      blanksByWords(nodes),
      blanksByProof(nodes),
      blanksBySkeleton(nodes),
      blanksBySlots(nodes),
    ];
    const changed = blanks.flatMap((map) => [...map.keys()]);
    if (changed.length === 0) break;
    nodes = regroup(nodes, new Map(changed.map((node) => [node, joined(blanks, node)])));
  }
  return nodes
    .filter(({ members, fingerprint }) => members.length > 1 || members[0]?.fingerprint !== fingerprint)
    .map(({ template, fingerprint, members, seen }) => ({
      template,
      fingerprint,
      members,
      words: [...seen].toSorted().slice(0, MAX_WORDS),
    }));
}

/** Enough distinct words in one place. */
function blanksByWords(nodes: readonly Node[]): Blanks {
  // Most contexts occur once: counting first keeps a list only for those that matter.
  const counts = new Map<number, number>();
  for (const { found } of nodes)
    for (const { context } of found.places) counts.set(context, (counts.get(context) ?? 0) + 1);
  const contexts = new Map<number, { node: Node; place: Place }[]>();
  for (const node of nodes)
    for (const place of node.found.places)
      if ((counts.get(place.context) ?? 0) >= NEEDED_AFTER_CUE) push(contexts, place.context, { node, place });
  const blanks: Blanks = new Map();
  for (const rivals of contexts.values()) {
    const words = new Set(rivals.map(({ place }) => place.word));
    if (words.size >= neededFor(words, rivals[0]?.place))
      for (const { node, place } of rivals) push(blanks, node, place);
  }
  return blanks;
}

function neededFor(words: ReadonlySet<string>, place: Place | undefined): number {
  const capitals = [...words].filter(isCapitals).length * 2 > words.size;
  if (place?.cued === true && !capitals) return NEEDED_AFTER_CUE;
  const beside = capitals ? 0 : (place?.beside ?? 0);
  const fewer = beside >= LONGER ? 2 : beside >= LONG ? 1 : 0;
  return NEEDED - fewer + HARDER * [capitals, place?.first, place?.lonely].filter(Boolean).length;
}

/** One word is enough where the rest of the line is known with a variable in its place. */
function blanksByProof(nodes: readonly Node[]): Blanks {
  const standing = new Set(nodes.map((node) => node.fingerprint));
  const sums = new Set(nodes.map((node) => node.found.words));
  const blanks: Blanks = new Map();
  for (const node of nodes)
    for (const place of node.found.places) {
      if (!place.provable || !sums.has(place.others)) continue;
      if (standing.has(blank(node.template, [place]).fingerprint)) push(blanks, node, place);
    }
  return blanks;
}

/** Lines that are equal but for words after cues and names of classes, in several places at once. */
function blanksBySkeleton(nodes: readonly Node[]): Blanks {
  const skeletons = new Map<string, { node: Node; cued: readonly Place[] }[]>();
  for (const node of nodes) {
    const { cued, fingerprint } = skeletonOf(node);
    if (fingerprint !== null) push(skeletons, fingerprint, { node, cued });
  }
  const blanks: Blanks = new Map();
  for (const rivals of skeletons.values()) {
    const needed = rivals[0]?.cued.every((place) => place.cued) === true ? NEEDED_AFTER_CUE : NEEDED;
    if (rivals.length < needed) continue;
    const first = new Map(rivals[0]?.cued.map((place) => [place.position, place.word]));
    const differing = new Set(
      rivals.flatMap(({ cued }) =>
        cued.filter(({ position, word }) => first.get(position) !== word).map(({ position }) => position),
      ),
    );
    for (const { node, cued } of rivals)
      for (const place of cued) if (differing.has(place.position)) push(blanks, node, place);
  }
  return blanks;
}

function regroup(nodes: readonly Node[], blanks: Blanks): Node[] {
  const out = new Map<string, Node>();
  for (const node of nodes) {
    const gone = blanks.get(node) ?? [];
    const next = gone.length === 0 ? node : blank(node.template, gone);
    const position = gone[0]?.position ?? null;
    const known = out.get(next.fingerprint);
    if (known === undefined && gone.length === 0) {
      out.set(node.fingerprint, node);
      continue;
    }
    const into = known ?? nodeOf(next.template, next.fingerprint, []);
    for (const member of node.members) into.members.push(member.position === null ? { ...member, position } : member);
    for (const word of [...node.seen, ...gone.map((place) => place.word)]) into.seen.add(word);
    out.set(next.fingerprint, into);
  }
  return [...out.values()];
}

/** In order; of gaps within one another the widest. */
function joined(blanks: readonly Blanks[], node: Node): Gap[] {
  const out: Gap[] = [];
  const gaps = blanks.flatMap((map) => map.get(node) ?? []).toSorted((a, b) => a.start - b.start || b.end - a.end);
  for (const gap of gaps) {
    const last = out.at(-1);
    if (last === undefined || gap.start > last.end || (gap.start === last.end && last.end > last.start)) out.push(gap);
  }
  return out;
}
