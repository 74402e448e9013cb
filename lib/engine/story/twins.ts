import type { Beginning } from "./onsets.ts";
import type { Onset } from "./story.ts";

/** What another rule says of the very same line is no other onset. */
export const sameLine = (a: Pick<Beginning, "onset">, b: Pick<Beginning, "onset">): boolean =>
  a.onset.firstSeq === b.onset.firstSeq && a.onset.service === b.onset.service;

/**
 * One onset a line: of those that begin with the same line of a service the one ranked best stays, and names the others in
 * `also`. `ranked`: best first; what is not in it comes after, in the order given.
 */
export function withoutTwins<T extends Pick<Beginning, "onset">>(
  all: readonly T[],
  ranked: readonly Pick<Beginning, "onset">[],
): T[] {
  const place = (one: T) => {
    const at = ranked.findIndex(({ onset }) => onset.ref === one.onset.ref);
    return at === -1 ? ranked.length : at;
  };
  return all.flatMap((one) => {
    const twins = all.filter((other) => other !== one && sameLine(one, other));
    if (twins.length === 0) return [one];
    const isBest = twins.every(
      (other) => place(one) < place(other) || (place(one) === place(other) && isBefore(all, one, other)),
    );
    return isBest ? [{ ...one, onset: { ...one.onset, also: twins.map(({ onset }) => onset.ref) } }] : [];
  });
}

/** Whether an onset stands for a finding or group, alone or with others. */
export const standsFor = ({ ref, also }: Onset, one: string): boolean => ref === one || (also ?? []).includes(one);

const isBefore = <T>(all: readonly T[], a: T, b: T): boolean => all.indexOf(a) < all.indexOf(b);
