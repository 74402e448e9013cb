import { isCapitals } from "./places.ts";
import {
  FEW,
  HARDER,
  LONG,
  LONGER,
  NEEDED,
  NEEDED_AFTER_CUE,
  push,
  slottedOf,
  type Blanks,
  type Node,
} from "./nodes.ts";
import type { Slot } from "./slots.ts";

/** Slots whose values differ between lines that are equal outside of slots, or that hold a variable in one of them. */
export function blanksBySlots(nodes: readonly Node[]): Blanks {
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
