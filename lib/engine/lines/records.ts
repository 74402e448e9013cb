import { MAX_LINE_BYTES, type Line, type Splitter } from "./splitter.ts";

/** Decides which lines make one record. It sees every line once, in order. */
export interface RecordRule {
  begins(text: string): boolean;
  /** The record before was too long to be one: what comes next begins one. */
  reset(): void;
}

const MAX_LINES = 2000;

/** Joins the lines of `inner` to records. Blank lines between records belong to none. */
export function joinRecords(inner: Splitter, rule: RecordRule): Splitter {
  let open: Line | null = null;

  const join = (lines: readonly Line[]): Line[] => {
    const out: Line[] = [];
    for (const line of lines) {
      if (open !== null && open.lines >= MAX_LINES) rule.reset();
      const begins = rule.begins(line.text);
      if (open === null) open = line;
      else if (begins || open.lines >= MAX_LINES) {
        out.push(open);
        open = line;
      } else if (line.text.trim() !== "") extend(open, line);
    }
    return out;
  };

  return {
    push: (bytes) => join(inner.push(bytes)),
    end() {
      const out = join(inner.end());
      if (open !== null) out.push(open);
      open = null;
      return out;
    },
  };
}

function extend(open: Line, line: Line): void {
  // blank lines within it are counted, and kept in the text
  const breaks = line.number - open.number - open.lines + 1;
  open.lines = line.number + line.lines - open.number;
  open.length = line.offset + line.length - open.offset;
  if (open.text.length < MAX_LINE_BYTES) open.text += "\n".repeat(Math.max(1, Math.min(breaks, 8))) + line.text;
}
