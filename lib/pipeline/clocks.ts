import type { Story } from "#engine";
import type { ClockMark } from "#db/schema/index.ts";

/**
 * By how much each marked source is ahead of the first source of the ingestion. Marks are followed from file to file; where they
 * lead to no file whose clock is known, the estimate of the one they lead to counts, and stays an estimate.
 */
export function clocksOf(
  marks: readonly ClockMark[],
  sources: readonly string[],
  estimated: Story["skew"] = [],
): Record<string, number> {
  const [first] = sources;
  const ahead = new Map<string, number>(first === undefined ? [] : [[first, 0]]);
  const open = new Set(marks);
  const guessed = new Set(first === undefined ? [] : [first]);
  const guess = (source: string) => estimated.find((one) => one.source === source && !one.set)?.skewMs ?? 0;
  while (open.size > 0) {
    const [any] = open;
    const mark = [...open].find(({ source, than }) => ahead.has(source) || ahead.has(than)) ?? any;
    if (mark === undefined) break;
    open.delete(mark);
    const { source, than, aheadMs } = mark;
    const from = ahead.get(source);
    if (from !== undefined) {
      if (!ahead.has(than)) ahead.set(than, from - aheadMs);
      continue;
    }
    if (!ahead.has(than)) {
      guessed.add(than);
      ahead.set(than, guess(than));
    }
    const base = ahead.get(than) ?? 0;
    ahead.set(source, base + aheadMs);
  }
  return Object.fromEntries([...ahead].filter(([source]) => !guessed.has(source)));
}
