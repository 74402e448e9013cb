import { createReader, createSurvey } from "../events/reader.ts";
import type { ReadEvent } from "../events/event.ts";
import type { SourceProfile } from "../formats/profile.ts";

export const RECEIVED_AT = "2024-06-01T00:00:00Z";

export function surveyBytes(bytes: Uint8Array): SourceProfile {
  const survey = createSurvey({ name: "test", receivedAt: RECEIVED_AT });
  survey.push(bytes);
  return survey.finish();
}

/** Reads a whole source, cut into chunks of the given lengths (the last one repeats). */
export function readBytes(bytes: Uint8Array, chunks: readonly number[] = [bytes.length], profile = surveyBytes(bytes)): ReadEvent[] {
  const reader = createReader(profile);
  const events: ReadEvent[] = [];
  let at = 0;
  for (let index = 0; at < bytes.length; index += 1) {
    const length = Math.max(1, chunks[Math.min(index, chunks.length - 1)] ?? bytes.length);
    events.push(...reader.push(bytes.subarray(at, at + length)));
    at += length;
  }
  return [...events, ...reader.end()];
}

export const readText = (text: string): ReadEvent[] => readBytes(new TextEncoder().encode(text));
