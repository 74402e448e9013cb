import type { ReadEvent } from "./event.ts";

/** Back by more than an hour, or ahead by more than a week: no order of writing explains it. */
const BACK_MS = 3_600_000;
const AHEAD_MS = 7 * 86_400_000;

/** Flags times that jump against the event before them. The time itself is kept. */
export function createJumps(): (event: ReadEvent) => void {
  let before: number | null = null;
  return (event) => {
    const now = event.timeMs;
    if (now === null) return;
    if (before !== null && (now < before - BACK_MS || now > before + AHEAD_MS))
      event.timeNotes = [...event.timeNotes, "jump"];
    before = now;
  };
}
