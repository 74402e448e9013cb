import type { ReadEvent } from "../events/event.ts";

export interface Templated {
  /** The message's first line (or the exception's shape) with every variable as `<*>`. */
  template: string;
  /** `v1:` + hash of the template's key. */
  fingerprint: string;
  exception?: { type: string; frame: string | null };
}

// Scaffold: masks digit runs. The real scanner replaces it.
export function templateOf(event: Pick<ReadEvent, "message" | "format" | "attributes">): Templated {
  const template = (event.message.split("\n", 1)[0] ?? "").replace(/\S*\d\S*/g, "<*>");
  let hash = 0xcbf29ce484222325n;
  for (const char of template) hash = BigInt.asUintN(64, (hash ^ BigInt(char.codePointAt(0) ?? 0)) * 0x100000001b3n);
  return { template, fingerprint: `v1:${hash.toString(16).padStart(16, "0")}` };
}
