import { cleanLine } from "../lines/clean.ts";
import type { Line } from "../lines/splitter.ts";
import type { SourceProfile, SourceQuality } from "../formats/profile.ts";
import { createContext, createReading } from "../formats/reading.ts";
import { createRecogniser } from "../formats/recogniser.ts";
import { createResolver } from "../formats/time/resolve.ts";
import { createAssembler } from "./assembler.ts";
import { openEnvelope } from "./envelope.ts";
import type { ReadEvent } from "./event.ts";
import { createJumps } from "./jumps.ts";
import { createLineSource, layoutOf } from "./layout.ts";
import { createQuality } from "./quality.ts";

export { createSurvey, type Survey, type SurveyOptions } from "./survey.ts";

/** Cuts one source into events. Chunks may be cut anywhere; the events are the same. */
export interface Reader {
  push(bytes: Uint8Array): ReadEvent[];
  end(): ReadEvent[];
  quality(): SourceQuality;
}

export function createReader(profile: SourceProfile): Reader {
  const layout = layoutOf(profile.layout);
  const context = createContext(profile.dateOrder, createResolver(profile.zone, profile.receivedAt));
  const reading = createReading();
  const assembler = createAssembler(createRecogniser(context), reading, context);
  context.memory.table = layout.table;
  context.memory.record = layout.record;
  const splitter = createLineSource(profile.encoding, layout);
  const quality = createQuality();
  const markJumps = createJumps();

  const read = (lines: readonly Line[], out: ReadEvent[]): void => {
    for (const line of lines) {
      quality.addLine(line);
      // a CR within a record is no cursor's return
      const text = line.raw && line.lines === 1 ? cleanLine(line.text) : line.text;
      const envelope = openEnvelope(text, layout);
      assembler.add(line, envelope === null ? text : envelope.text, envelope, out);
    }
  };
  const finish = (out: ReadEvent[]): ReadEvent[] => {
    for (const event of out) {
      markJumps(event);
      quality.addEvent(event);
    }
    return out;
  };

  return {
    push(bytes) {
      const out: ReadEvent[] = [];
      read(splitter.push(bytes), out);
      return finish(out);
    },
    end() {
      const out: ReadEvent[] = [];
      read(splitter.end(), out);
      assembler.end(out);
      return finish(out);
    },
    quality: () => quality.report(),
  };
}
