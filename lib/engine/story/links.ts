import type { LogEvent } from "../events/event.ts";

/** Pairs of services and groups that share request, trace, order or host keys. JSON, bounded. Opaque to others. */
export type LinksDigest = unknown;

/** Remembers which events share a key, in bounded memory. */
export interface Linker {
  add(event: LogEvent): void;
  digest(): LinksDigest;
}

export function createLinker(): Linker {
  return { add: () => {}, digest: () => null }; // Scaffold
}
