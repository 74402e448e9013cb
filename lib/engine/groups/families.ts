import { templateOfText } from "../template/template.ts";
import { isCapitals, placesOf, type Place, type Places } from "./places.ts";
import { slotsOf, type Slot, type Slots } from "./slots.ts";

/** Templates that are one group because they differ in words only. */
export interface Family {
  /** With the places of the words as `<*>`, and the fingerprint of that. */
  template: string;
  fingerprint: string;
  members: Member[];
  /** Some of the words, sorted. */
  words: string[];
}

export interface Member {
  fingerprint: string;
  /** Of the first merged word, among the parts of the member's own template. */
  position: number | null;
}

/** So many distinct words in one place make it a variable. */
const NEEDED = 5;
const NEEDED_AFTER_CUE = 3;
/** What makes it less likely: a first word, words in capitals, hardly a constant beside it. */
const HARDER = 3;
/** The more words agree, the fewer must differ: of so many, one or two fewer. */
const FEW = 4;
const LONG = 6;
const LONGER = 9;
const MAX_ROUNDS = 4;
const MAX_WORDS = 5;

type Gap = Pick<Place, "position" | "start" | "end" | "word">;

interface Slotted extends Slots {
  /** How many slots there are, and the fingerprint of the template without what they hold. */
  skeleton: string;
  fingerprint: string;
}

interface Node extends Family {
  found: Places;
  slotted: Slotted | null;
  seen: Set<string>;
}

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

type Blanks = Map<Node, Gap[]>;

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

/** Which parts of how many are variables in families found before, and the fingerprints of those families. */
interface Shapes {
  variablesBySize: Map<number, Map<string, number[]>>;
  /** By skeleton: which slots are variables. */
  variableSlots: Map<string, number[][]>;
  fingerprints: Set<string>;
}

function shapesOf(templates: readonly string[]): Shapes {
  const shapes: Shapes = { variablesBySize: new Map(), variableSlots: new Map(), fingerprints: new Set() };
  for (const template of templates) {
    const { count, variables } = placesOf(template);
    const ofSize = shapes.variablesBySize.get(count) ?? new Map<string, number[]>();
    shapes.variablesBySize.set(count, ofSize.set(variables.join(), variables));
    const { fingerprint } = templateOfText(template);
    shapes.fingerprints.add(fingerprint);
    const { slots, skeleton } = slottedOf(nodeOf(template, fingerprint, []));
    const known = slots.flatMap((slot, index) => (slot.variable ? [index] : []));
    if (known.length > 0) push(shapes.variableSlots, skeleton, known);
  }
  return shapes;
}

/** Lines that fit a family found before. */
function blanksByShape(nodes: readonly Node[], { variablesBySize, variableSlots, fingerprints }: Shapes): Blanks {
  const blanks: Blanks = new Map();
  if (fingerprints.size === 0) return blanks;
  for (const node of nodes) {
    const { count, places, variables: own } = node.found;
    const { slots, skeleton } = slottedOf(node);
    const candidates: Gap[][] = [];
    for (const variables of variablesBySize.get(count)?.values() ?? []) {
      const gone = places.filter((place) => variables.includes(place.position));
      if (gone.length + own.length === variables.length) candidates.push(gone);
    }
    for (const indexes of variableSlots.get(skeleton) ?? [])
      candidates.push(indexes.flatMap((index) => slots[index] ?? []).filter((slot) => !slot.variable));
    const gone = candidates.find((gaps) => gaps.length > 0 && fingerprints.has(blank(node.template, gaps).fingerprint));
    for (const gap of gone ?? []) push(blanks, node, gap);
  }
  return blanks;
}

/** Lines that are equal but for words after cues and names of classes, in several places at once. */
function blanksBySkeleton(nodes: readonly Node[]): Blanks {
  const skeletons = new Map<string, { node: Node; cued: Place[] }[]>();
  for (const node of nodes) {
    const cued = node.found.places.filter((place) => place.cued || place.className);
    if (cued.length > 1) push(skeletons, blank(node.template, cued).fingerprint, { node, cued });
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

/** Slots whose values differ between lines that are equal outside of slots, or that hold a variable in one of them. */
function blanksBySlots(nodes: readonly Node[]): Blanks {
  const standing = new Set(nodes.map((node) => node.fingerprint));
  const skeletons = new Map<string, Node[]>();
  for (const node of nodes) {
    const { slots, constants, skeleton } = slottedOf(node);
    if (slots.length > 0 && constants > 1) push(skeletons, skeleton, node);
  }
  const blanks: Blanks = new Map();
  for (const rivals of skeletons.values()) {
    const [first] = rivals;
    if (first === undefined) continue;
    const { slots, constants, fingerprint } = slottedOf(first);
    const proven = standing.has(fingerprint);
    if (rivals.length < 2 && !proven) continue;
    for (const index of slots.keys()) {
      const column = rivals.flatMap((node) => slottedOf(node).slots[index] ?? []);
      if (!proven && !isVariableSlot(column, constants, rivals.length)) continue;
      column.forEach((slot, row) => {
        const node = rivals[row];
        if (node !== undefined && !slot.variable && (!slot.telling || constants >= LONGER)) push(blanks, node, slot);
      });
    }
  }
  return blanks;
}

/** @param lines how many templates differ in this slot or in others */
function isVariableSlot(slots: readonly Slot[], constants: number, lines: number): boolean {
  const words = new Set(slots.map((slot) => slot.word));
  if (words.size < 2) return false;
  if (slots.some((slot) => slot.telling)) return constants >= LONGER && words.size >= NEEDED_AFTER_CUE;
  if (slots.some((slot) => slot.variable)) return true;
  if (slots[0]?.change === true) return lines >= NEEDED_AFTER_CUE;
  const keyed = slots[0]?.keyed === true;
  if (constants >= LONG || (constants >= FEW && lines >= NEEDED))
    return keyed || lines >= NEEDED || words.size >= NEEDED_AFTER_CUE;
  const capitals = [...words].filter(isCapitals).length * 2 > words.size;
  if (capitals) return words.size >= NEEDED + HARDER;
  return words.size >= (keyed || constants >= FEW ? NEEDED_AFTER_CUE : NEEDED);
}

function slottedOf(node: Node): Slotted {
  if (node.slotted === null) {
    const found = slotsOf(node.template);
    const gaps = found.slots.filter((slot) => !slot.variable);
    const { fingerprint } = gaps.length === 0 ? node : blank(node.template, gaps);
    node.slotted = { ...found, fingerprint, skeleton: `${found.slots.length} ${fingerprint}` };
  }
  return node.slotted;
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

function nodeOf(template: string, fingerprint: string, members: Member[]): Node {
  return { template, fingerprint, members, words: [], found: placesOf(template), slotted: null, seen: new Set() };
}

/** The template with these places, in order of position, as variables. */
function blank(template: string, places: readonly Gap[]): { template: string; fingerprint: string } {
  let out = "";
  let from = 0;
  for (const place of places) {
    out += `${template.slice(from, place.start)}<*>`;
    from = place.end;
  }
  return templateOfText(out + template.slice(from));
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

function push<K, V>(lists: Map<K, V[]>, key: K, item: V): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [item]);
  else list.push(item);
}
