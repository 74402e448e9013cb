import type { Context, Reading } from "./reading.ts";

/** What a format's example must read as; a key left out is not judged. */
export interface Expected {
  timestamp?: string | null;
  level?: string | null;
  service?: string | null;
  message?: string;
  attributes?: Record<string, string | number | boolean>;
}

export interface FormatExample {
  /** A line that has to stand above. */
  above?: string;
  line: string;
  expect: Expected;
}

/** A known way to write log lines. Its examples are its tests, and the first of them its documentation. */
export interface Format {
  id: string;
  title: string;
  family: string;
  description: string;
  examples: readonly [FormatExample, ...FormatExample[]];
  /** First characters a line may have; every line is tried without it. */
  first?: string;
  /** Lines of this format stand alone: text without a header behind them is an event of its own, unless it is indented. */
  singleLine?: boolean;
  /** A line that this format read as `reading`, but that goes on the event headed by `head`, whose last line is `last`. */
  goesOn?(text: string, last: string, reading: Reading, head: Reading): boolean;
  /** Looks at all lines of an event once it is whole; answers its message. */
  finish?(lines: readonly string[], reading: Reading): string;
  /** Reads one line into `reading`, or answers false; then `reading` is undefined. */
  read(text: string, reading: Reading, context: Context): boolean;
}
