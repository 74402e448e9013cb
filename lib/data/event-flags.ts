import type { TimeNote } from "#engine";

/** Bits of an event's `flags`, in this order and never reused: they are stored. */
const BITS = ["level-inferred", "year-inferred", "zone-unknown", "clock-only", "jump"] as const satisfies readonly (
  | TimeNote
  | "level-inferred"
)[];

const bitOf = new Map<string, number>(BITS.map((name, index) => [name, 1 << index]));

export function packFlags(event: { levelInferred: boolean; timeNotes: readonly TimeNote[] }): number {
  let flags = event.levelInferred ? 1 : 0;
  for (const note of event.timeNotes) flags |= bitOf.get(note) ?? 0;
  return flags;
}

export function unpackFlags(flags: number): { levelInferred: boolean; timeNotes: TimeNote[] } {
  const [, ...notes] = BITS;
  return {
    levelInferred: (flags & 1) !== 0,
    timeNotes: notes.filter((note) => (flags & (bitOf.get(note) ?? 0)) !== 0),
  };
}
