import { templateOfText } from "../template/template.ts";
import { placesOf, type Place } from "./places.ts";

/** Templates that are one group because they differ in words only. */
export interface Family {
  /** With the places of the words as `<*>`, and its fingerprint. */
  template: string;
  fingerprint: string;
  members: { fingerprint: string; position: number | null }[];
  /** Some of the words, sorted. */
  words: string[];
}

interface Node {
  template: string;
  fingerprint: string;
  members: { fingerprint: string; position: number | null }[];
  words: Set<string>;
}

interface Key {
  places: { node: number; place: Place }[];
  words: Set<string>;
}

const MAX_ROUNDS = 4;
const MAX_WORDS = 5;

/** @param isVariable whether a template of this fingerprint has its place proved already, by lines or by an earlier merge */
export function familiesOf(
  templates: readonly { template: string; fingerprint: string }[],
  isVariable: (fingerprint: string) => boolean,
): Family[] {
  let nodes: Node[] = templates.map(({ template, fingerprint }) => ({
    template,
    fingerprint,
    members: [{ fingerprint, position: null }],
    words: new Set(),
  }));
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const next = mergeOnce(nodes, isVariable);
    if (next.length === nodes.length && next.every((node, i) => node === nodes[i])) break;
    nodes = next;
  }
  return nodes
    .filter((node) => node.members.length > 1 || node.members[0]?.fingerprint !== node.fingerprint)
    .map((node) => ({
      template: node.template,
      fingerprint: node.fingerprint,
      members: node.members,
      words: [...node.words].toSorted().slice(0, MAX_WORDS),
    }));
}

function mergeOnce(nodes: Node[], isVariable: (fingerprint: string) => boolean): Node[] {
  const places = nodes.map((node) => placesOf(node.template));
  const standing = new Set(nodes.map((node) => node.fingerprint));
  const keys = new Map<string, Key>();
  const skeletons = new Map<string, number[]>();
  nodes.forEach((node, i) => {
    for (const place of places[i] ?? []) {
      const context = `${node.template.slice(0, place.start)}\n${node.template.slice(place.end)}`;
      const key = keys.get(context) ?? { places: [], words: new Set() };
      key.places.push({ node: i, place });
      key.words.add(place.word);
      keys.set(context, key);
    }
    const cued = (places[i] ?? []).filter((place) => place.cued);
    if (cued.length > 1) {
      const { fingerprint } = blank(node.template, cued);
      skeletons.set(fingerprint, [...(skeletons.get(fingerprint) ?? []), i]);
    }
  });
  const blanked: Set<Place>[] = nodes.map(() => new Set());
  const isProved = (node: number, place: Place) => {
    const { fingerprint } = blank(nodes[node]?.template ?? "", [place]);
    return standing.has(fingerprint) || isVariable(fingerprint);
  };
  for (const key of keys.values())
    for (const { node, place } of key.places)
      if (key.words.size >= place.needed || (place.provable && isProved(node, place))) blanked[node]?.add(place);
  for (const members of skeletons.values())
    if (members.length >= 3)
      for (const i of members) {
        for (const place of places[i] ?? [])
          if (place.cued && differs(members, places, place.position)) blanked[i]?.add(place);
      }
  return regroup(nodes, blanked);
}

function differs(members: number[], places: Place[][], position: number): boolean {
  const words = new Set(members.map((i) => places[i]?.find((place) => place.position === position)?.word));
  return words.size > 1;
}

function regroup(nodes: Node[], blanked: Set<Place>[]): Node[] {
  const out = new Map<string, Node>();
  nodes.forEach((node, i) => {
    const gone = [...(blanked[i] ?? [])].toSorted((a, b) => a.start - b.start);
    const next = gone.length === 0 ? node : blank(node.template, gone);
    const members = node.members.map((member) => ({
      ...member,
      position: member.position ?? gone[0]?.position ?? null,
    }));
    const existing = out.get(next.fingerprint);
    if (existing === undefined)
      out.set(
        next.fingerprint,
        gone.length === 0
          ? node
          : { ...next, members, words: new Set([...node.words, ...gone.map((place) => place.word)]) },
      );
    else
      out.set(next.fingerprint, {
        ...next,
        members: [...existing.members, ...members],
        words: new Set([...existing.words, ...node.words, ...gone.map((place) => place.word)]),
      });
  });
  return [...out.values()];
}

function blank(template: string, places: readonly Place[]): { template: string; fingerprint: string } {
  let out = "";
  let from = 0;
  for (const place of places) {
    out += `${template.slice(from, place.start)}<*>`;
    from = place.end;
  }
  return templateOfText(out + template.slice(from));
}
