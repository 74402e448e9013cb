import type { Silence } from "./rule.ts";
import type { Sighting } from "./sightings.ts";
import { silencesIn, type Gap } from "./silence.ts";

/** Of lines that came steadily, what stands for the time in which they did not: it begins at the last of them. */
export function silentSightings(
  seen: readonly Sighting[],
  silence: Silence,
  ends: Readonly<Record<number, number>>,
): Sighting[] {
  return seen.flatMap((sighting) =>
    silencesIn(sighting.beats ?? {}, silence, ends)
      .toSorted((a, b) => a.fromMs - b.fromMs)
      .slice(0, 1)
      .map((gap) => during(sighting, gap)),
  );
}

function during(sighting: Sighting, { fromSeq, fromMs, toSeq, toMs }: Gap): Sighting {
  return {
    ...sighting,
    count: 1,
    firstSeq: fromSeq,
    lastSeq: toSeq ?? fromSeq,
    firstMs: fromMs,
    lastMs: toMs,
    first: [fromSeq],
    levels: {},
    names: { ...sighting.names, silence: [lasted(toMs - fromMs)] },
    steps: { [Math.floor(fromMs / sighting.stepMs)]: 1 },
  };
}

function lasted(ms: number): string {
  const seconds = Math.round(ms / 1000);
  if (seconds < 120) return `${seconds} s`;
  return seconds < 7200 ? `${Math.round(seconds / 60)} min` : `${Math.round(seconds / 3600)} h`;
}
