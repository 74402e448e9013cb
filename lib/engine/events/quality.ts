import type { Line } from "../lines/splitter.ts";
import type { SourceQuality } from "../formats/profile.ts";
import { titleOf } from "../formats/registry.ts";
import type { ReadEvent } from "./event.ts";

const MAX_SAMPLES = 5;
const MAX_SAMPLE_CHARS = 200;

/** Counts how well a source is read. */
export interface QualityCounter {
  addLine(line: Line): void;
  addEvent(event: ReadEvent): void;
  report(): SourceQuality;
}

export function createQuality(): QualityCounter {
  const formats = new Map<string, number>();
  const samples: SourceQuality["samples"] = [];
  const counts = {
    lines: 0,
    events: 0,
    bytes: 0,
    unrecognised: 0,
    levelsInferred: 0,
    yearsInferred: 0,
    zoneUnknown: 0,
    withoutTime: 0,
    timeJumps: 0,
  };
  return {
    addLine(line) {
      counts.lines += line.lines;
      counts.bytes = line.offset + line.length;
    },
    addEvent(event) {
      counts.events += 1;
      formats.set(event.format, (formats.get(event.format) ?? 0) + 1);
      if (event.levelInferred) counts.levelsInferred += 1;
      if (event.timestamp === null) counts.withoutTime += 1;
      for (const note of event.timeNotes) {
        if (note === "year-inferred") counts.yearsInferred += 1;
        else if (note === "zone-unknown") counts.zoneUnknown += 1;
        else if (note === "jump") counts.timeJumps += 1;
      }
      if (event.format !== "text") return;
      counts.unrecognised += 1;
      if (samples.length < MAX_SAMPLES)
        samples.push({ line: event.line, text: event.message.slice(0, MAX_SAMPLE_CHARS) });
    },
    report: () => ({
      ...counts,
      samples: [...samples],
      formats: [...formats.entries()]
        .map(([id, events]) => ({ id, title: titleOf(id), events }))
        .toSorted((a, b) => b.events - a.events || (a.id < b.id ? -1 : 1)),
    }),
  };
}
