import { isBlank } from "../chars.ts";
import type { Context, Reading } from "../reading.ts";

/** Where the header scanner stands in a line. */
export interface Walk {
  text: string;
  pos: number;
  reading: Reading;
  context: Context;
  timed: boolean;
  /** A separator was passed behind which only the message follows. */
  done: boolean;
}

/** ` - `, ` -- `, ` : `, ` | `: passes it, and ends the header behind a level. */
export function passSeparators(walk: Walk): void {
  const { text, reading } = walk;
  const end = skipSeparators(text, walk.pos);
  const passed = text.slice(walk.pos, end);
  walk.pos = end;
  if (reading.level === null || !walk.timed) return;
  if (
    (passed.includes("- ") && !passed.includes("-- ")) ||
    passed.startsWith(": ") ||
    passed === ":" ||
    passed.endsWith(" : ")
  )
    walk.done = true;
}

/** Passes blanks, `|`, `,`, `;`, `:`, a stray `]` or `"`, and dashes and arrows that stand alone. */
export function skipSeparators(text: string, pos: number): number {
  let at = pos;
  for (;;) {
    const c = text.charCodeAt(at);
    if (
      isBlank(c) ||
      c === 124 ||
      c === 44 ||
      c === 59 ||
      c === 58 ||
      c === 93 ||
      (c === 34 && isBlank(text.charCodeAt(at + 1)))
    )
      at += 1;
    else if (c === 45 && (isBlank(text.charCodeAt(at + 1)) || text.charCodeAt(at + 1) === 45)) at += 1;
    else if (c === 45 && text.charCodeAt(at + 1) === 62 && isBlank(text.charCodeAt(at + 2))) at += 2;
    else return at;
  }
}

/** A dash, colon or pipe that stands between blanks. */
export function isSeparator(text: string, pos: number): boolean {
  const c = text.charAt(pos);
  return (
    (c === "-" || c === ":" || c === "|") &&
    (isBlank(text.charCodeAt(pos + 1)) || text.charAt(pos + 1) === "-" || c === "|")
  );
}
