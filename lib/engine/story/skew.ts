import type { LinksDigest } from "./links.ts";
import type { Story } from "./story.ts";

const MIN_PAIRS = 5;
/** Below this a difference may be the time that the work itself takes. */
const MIN_SKEW_MS = 3_000;

/** How far each source's clock is ahead of the first source's: as set, or where keys of unharmed requests allow an estimate. */
export function skewOf(
  sources: readonly string[],
  { clocks }: LinksDigest,
  set: Readonly<Record<string, number>> = {},
): { story: Story["skew"]; aheadOf: Map<number, number> } {
  const aheadOf = new Map<number, number>();
  const pairsOf = new Map<number, number>();
  const known = new Set([0]);
  const usable = clocks.filter(({ pairs }) => pairs >= MIN_PAIRS).toSorted((x, y) => y.pairs - x.pairs);
  for (let found = true; found;) {
    const next = usable.find(({ a, b }) => known.has(a) !== known.has(b));
    found = next !== undefined;
    if (next === undefined) break;
    const { a, b, medianMs, spreadMs, pairs } = next;
    const clear = Math.abs(medianMs) >= MIN_SKEW_MS && spreadMs <= Math.abs(medianMs) / 4;
    const skew = clear ? medianMs : 0;
    const [from, to, sign] = known.has(a) ? [a, b, 1] : [b, a, -1];
    aheadOf.set(to, (aheadOf.get(from) ?? 0) + sign * skew);
    pairsOf.set(to, pairs);
    known.add(to);
  }
  const isSet = (source: number) => set[sources[source] ?? ""] !== undefined;
  for (const [source, name] of sources.entries()) if (set[name] !== undefined) aheadOf.set(source, set[name]);
  const told = [...new Set([...pairsOf.keys(), ...aheadOf.keys()])].filter(
    (source) => pairsOf.has(source) || isSet(source),
  );
  const story = told
    .toSorted((a, b) => a - b)
    .map((source) => ({
      source: sources[source] ?? "",
      skewMs: aheadOf.get(source) ?? 0,
      pairs: pairsOf.get(source) ?? 0,
      ...(isSet(source) && { set: true }),
    }));
  return { story, aheadOf };
}
