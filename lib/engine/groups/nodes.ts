import { templateOfText } from "../template/template.ts";
import { placesOf, type Place, type Places } from "./places.ts";
import { slotsOf, type Slots } from "./slots.ts";

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
export const NEEDED = 5;
export const NEEDED_AFTER_CUE = 3;
/** What makes it less likely: a first word, words in capitals, hardly a constant beside it. */
export const HARDER = 3;
/** The more words agree, the fewer must differ: of so many, one or two fewer. */
export const FEW = 4;
export const LONG = 6;
export const LONGER = 9;
export type Gap = Pick<Place, "position" | "start" | "end" | "word">;

export interface Slotted extends Slots {
  /** How many slots there are, and the fingerprint of the template without what they hold. */
  skeleton: string;
  fingerprint: string;
}

export interface Skeleton {
  /** Places after cues and of class names. */
  cued: readonly Place[];
  /** Of the template without them; null when there are too few of them. */
  fingerprint: string | null;
}

/** Most nodes stay as they are from round to round: what a look for families finds in one is kept with it. */
export interface Node extends Family {
  found: Places;
  slotted: Slotted | null;
  skeleton: Skeleton | null;
  seen: Set<string>;
}

export type Blanks = Map<Node, Gap[]>;

export function nodeOf(template: string, fingerprint: string, members: Member[]): Node {
  const found = placesOf(template);
  return { template, fingerprint, members, words: [], found, slotted: null, skeleton: null, seen: new Set() };
}

/** The template with these places, in order of position, as variables. */
export function blank(template: string, places: readonly Gap[]): { template: string; fingerprint: string } {
  let out = "";
  let from = 0;
  for (const place of places) {
    out += `${template.slice(from, place.start)}<*>`;
    from = place.end;
  }
  return templateOfText(out + template.slice(from));
}

export function skeletonOf(node: Node): Skeleton {
  if (node.skeleton === null) {
    const cued = node.found.places.filter((place) => place.cued || place.className);
    node.skeleton = { cued, fingerprint: cued.length > 1 ? blank(node.template, cued).fingerprint : null };
  }
  return node.skeleton;
}

export function slottedOf(node: Node): Slotted {
  if (node.slotted === null) {
    const found = slotsOf(node.template);
    const gaps = found.slots.filter((slot) => !slot.variable);
    const { fingerprint } = gaps.length === 0 ? node : blank(node.template, gaps);
    node.slotted = { ...found, fingerprint, skeleton: `${found.slots.length} ${fingerprint}` };
  }
  return node.slotted;
}

export function push<K, V>(lists: Map<K, V[]>, key: K, item: V): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [item]);
  else list.push(item);
}
