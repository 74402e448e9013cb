import { templateOfText } from "../template/template.ts";
import { blank, nodeOf, push, slottedOf, type Blanks, type Gap, type Node } from "./nodes.ts";
import { placesOf } from "./places.ts";

/** Which parts of how many are variables in families found before, and the fingerprints of those families. */
export interface Shapes {
  variablesBySize: Map<number, Map<string, number[]>>;
  /** By skeleton: which slots are variables. */
  variableSlots: Map<string, number[][]>;
  fingerprints: Set<string>;
}

export function shapesOf(templates: readonly string[]): Shapes {
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
export function blanksByShape(
  nodes: readonly Node[],
  { variablesBySize, variableSlots, fingerprints }: Shapes,
): Blanks {
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
