import { createReader, type Reader } from "../events/reader.ts";
import type { ReadEvent } from "../events/event.ts";
import type { SourceProfile } from "../formats/profile.ts";
import { templateOf } from "../template/template.ts";
import { createDetector } from "./detector.ts";
import { findingsOf } from "./findings.ts";
import type { Finding } from "./finding.ts";
import type { Rule } from "./rule.ts";

/** Reads sources as a session does, with the same numbers, for one rule only. */
export interface Trial {
  startSource(name: string, profile: SourceProfile): void;
  push(bytes: Uint8Array): void;
  endSource(): void;
  findings(): Finding[];
}

export function createTrial(rule: Rule): Trial {
  const detector = createDetector([rule]);
  let reader: Reader | null = null;
  let source = "";
  let sourceIndex = -1;
  let seq = 0;
  const look = (events: readonly ReadEvent[]) => {
    for (const event of events) {
      const { template, fingerprint } = templateOf(event);
      detector.add({ ...event, seq: ++seq, sourceIndex, source, template, fingerprint });
    }
  };
  return {
    startSource(name, profile) {
      reader = createReader(profile);
      source = name;
      sourceIndex += 1;
    },
    push: (bytes) => look(reader?.push(bytes) ?? []),
    endSource: () => look(reader?.end() ?? []),
    findings: () => findingsOf(detector.digest(), { axis: { startMs: 0, binMs: 1000, bins: 0 } }, [], [rule]).findings,
  };
}
