const ESCAPE = 0x1b;

/** What analysis sees of a line: no ANSI codes, no NULs, and of a progress bar only what it last showed. */
export function cleanLine(text: string): string {
  let clean = text;
  if (clean.charCodeAt(clean.length - 1) === 13) clean = clean.slice(0, -1);
  if (clean.includes("\x1b")) clean = stripAnsi(clean);
  if (clean.includes("\0")) clean = clean.replaceAll("\0", "");
  if (clean.includes("\r")) clean = lastShown(clean);
  return clean;
}

/** Removes CSI (`ESC [ … letter`), OSC (`ESC ] … BEL`) and two-character escapes, in one pass. */
function stripAnsi(text: string): string {
  let out = "";
  let from = 0;
  let at = text.indexOf("\x1b");
  while (at >= 0) {
    out += text.slice(from, at);
    from = escapeEnd(text, at);
    at = text.indexOf("\x1b", from);
  }
  return out + text.slice(from);
}

function escapeEnd(text: string, at: number): number {
  const kind = text.charAt(at + 1);
  let end = at + 2;
  if (kind === "[") {
    while (end < text.length && isCsiParameter(text.charCodeAt(end))) end += 1;
    return Math.min(text.length, end + 1);
  }
  if (kind === "]") {
    // an unterminated title must not swallow the line
    while (end < text.length && end - at < 256) {
      const c = text.charCodeAt(end);
      if (c === 7) return end + 1;
      if (c === ESCAPE) return text.charAt(end + 1) === "\\" ? end + 2 : end;
      end += 1;
    }
    return at + 2;
  }
  return Math.min(text.length, end);
}

const isCsiParameter = (c: number): boolean => c >= 0x20 && c <= 0x3f;

/** A lone CR returns the cursor: the text behind the last one that is not empty is what a person saw. */
function lastShown(text: string): string {
  let end = text.length;
  while (end > 0 && text.charCodeAt(end - 1) === 13) end -= 1;
  return text.slice(text.lastIndexOf("\r", end - 1) + 1, end);
}
