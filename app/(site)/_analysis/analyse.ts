import { conclude, createSession, createSurvey, type LogEvent, type Session, type Survey } from "#engine";
import { binaryReason } from "#lib/archive/magic.ts";
import { MAX_ROW_CHARS, type EventRow, type Progress, type Result } from "./protocol.ts";
import type { Piece } from "./pieces.ts";
import { Refusal } from "./refusal.ts";

/** Events that the lists of the tab hold; counts, findings and story cover all of them. */
export const MAX_KEPT_EVENTS = 300_000;
const MAX_SHOWN_GROUPS = 500;
const SLICE_BYTES = 128 * 1024;
const HEAD_BYTES = 4096;

export interface Analyser {
  rows: readonly EventRow[];
  /** Reads pieces until they end or `stop` was called; calls back after every slice. Throws Refusal, with what was read kept. */
  read(pieces: AsyncIterable<Piece>, onSlice: () => Promise<void>): Promise<void>;
  stop(): void;
  progress(): Omit<Progress, "stage" | "totalBytes" | "tookMs">;
  result(partial: boolean): Result;
}

/** Drives the engine over the sources of one analysis and keeps rows for the lists. */
export function createAnalyser(receivedAt: string): Analyser {
  const session = createSession();
  const rows: EventRow[] = [];
  const fingerprints = new Set<string>();
  const count = { bytes: 0, lines: 0, events: 0, sources: 0 };
  let stopped = false;
  const goesOn = () => !stopped;
  const keep = (events: readonly LogEvent[]) => {
    for (const event of events) {
      count.events += 1;
      count.lines += event.lines;
      fingerprints.add(event.fingerprint);
      if (rows.length < MAX_KEPT_EVENTS) rows.push(rowOf(event));
    }
  };
  return {
    rows,
    async read(pieces, onSlice) {
      let source: SourceReader | null = null;
      for await (const piece of pieces) {
        if (!goesOn()) break;
        if (piece.kind === "source") {
          count.sources += 1;
          source = createSourceReader(session, piece.name, receivedAt);
        } else if (piece.kind === "end") {
          keep(source?.end() ?? []);
          source = null;
        } else {
          for (let at = 0; at < piece.bytes.length && goesOn(); at += SLICE_BYTES) {
            keep(source?.push(piece.bytes.subarray(at, at + SLICE_BYTES)) ?? []);
            await onSlice();
          }
          count.bytes += piece.taken;
          await onSlice();
        }
      }
      keep(source?.end() ?? []);
      if (count.events === 0 && !stopped)
        throw new Refusal("There is no line in it. Paste some lines, or add a file that has text.");
    },
    stop: () => {
      stopped = true;
    },
    progress: () => ({ ...count, groups: fingerprints.size }),
    result: (partial) => resultOf(session, rows.length, partial || stopped),
  };
}

interface SourceReader {
  push(bytes: Uint8Array): LogEvent[];
  end(): LogEvent[];
}

/** Surveys the head of a source, then reads it from its first byte. */
function createSourceReader(session: Session, name: string, receivedAt: string): SourceReader {
  const head: Uint8Array[] = [];
  let survey: Survey | null = createSurvey({ name, receivedAt });
  const begin = (learned: Survey): LogEvent[] => {
    survey = null;
    const profile = learned.finish();
    const first = head[0];
    const reason =
      first === undefined || profile.encoding.startsWith("utf-16") ? null : binaryReason(first.subarray(0, HEAD_BYTES));
    if (reason !== null) {
      throw new Refusal(
        `${name} is ${reason}, no text. Add .log, .txt or .json files, or those packed as .gz or .zip.`,
      );
    }
    session.startSource(name, profile);
    return head.splice(0).flatMap((bytes) => session.push(bytes));
  };
  return {
    push(bytes) {
      if (survey === null) return session.push(bytes);
      head.push(bytes);
      return survey.push(bytes) ? [] : begin(survey);
    },
    end: () => [...(survey === null ? [] : begin(survey)), ...session.endSource()],
  };
}

function resultOf(session: Session, keptEvents: number, partial: boolean): Result {
  const digest = session.digest();
  const { groups, findings, story } = conclude(digest);
  return {
    partial,
    axis: digest.tally.axis,
    levels: digest.tally.levels,
    levelBins: digest.tally.levelBins,
    events: digest.tally.events,
    groupCount: groups.length,
    groups: groups.slice(0, MAX_SHOWN_GROUPS),
    findings,
    story,
    sources: digest.sources.map(({ name, quality }) => ({ name, quality })),
    keptEvents,
  };
}

function rowOf(event: LogEvent): EventRow {
  const { seq, source, line, lines, level, levelInferred, timeMs, timestamp, service, fingerprint } = event;
  const message = event.message.length > MAX_ROW_CHARS ? event.message.slice(0, MAX_ROW_CHARS) : event.message;
  return { seq, source, line, lines, level, levelInferred, timeMs, timestamp, service, message, fingerprint };
}
