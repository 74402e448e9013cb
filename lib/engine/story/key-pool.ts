/** One event that carried a key. */
export interface KeySighting {
  /** Index of the service and of the source. */
  service: number;
  source: number;
  seq: number;
  timeMs: number;
  failed: boolean;
}

export interface KeyTrail {
  request: boolean;
  seen: KeySighting[];
}

const MAX_SEEN = 8;

/**
 * Remembers the trails of keys in bounded memory. When it is full it keeps a fair sample, chosen by the hash of the key:
 * a key that stays is seen in every source, however far apart they are read.
 */
export function createKeyPool(max: number): {
  see(value: string, request: boolean, sighting: KeySighting): void;
  trails(): IterableIterator<KeyTrail>;
} {
  const trails = new Map<string, KeyTrail>();
  let mask = 0;

  const thin = () => {
    mask = mask * 2 + 1;
    for (const value of trails.keys()) if ((hashOf(value) & mask) !== 0) trails.delete(value);
  };

  return {
    see(value, request, sighting) {
      if (mask !== 0 && (hashOf(value) & mask) !== 0) return;
      const trail = trails.get(value);
      if (trail === undefined) {
        trails.set(value, { request, seen: [sighting] });
        while (trails.size > max) thin();
        return;
      }
      // One ordinary and one failed event per service are enough to order services.
      const same = trail.seen.find((one) => one.service === sighting.service && one.failed === sighting.failed);
      if (same === undefined && trail.seen.length < MAX_SEEN) trail.seen.push(sighting);
      else if (same !== undefined && sighting.timeMs < same.timeMs) Object.assign(same, sighting);
    },
    trails: () => trails.values(),
  };
}

function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return (hash ^ (hash >>> 15)) >>> 0;
}
