/** The first cells of a record whose cells stand between `mark`s and may be quoted (RFC 4180). */
export function splitCells(text: string, mark: string, most: number): string[] {
  const cells: string[] = [];
  let at = 0;
  while (at <= text.length && cells.length < most) {
    if (text.charCodeAt(at) === 34) {
      const end = closingQuote(text, at + 1);
      cells.push(text.slice(at + 1, end).replaceAll('""', '"'));
      at = end + 2;
    } else {
      const next = text.indexOf(mark, at);
      const end = next < 0 ? text.length : next;
      cells.push(text.slice(at, end));
      at = end + 1;
    }
  }
  return cells;
}

/** Does a quoted cell of `text` go on in the next line? `open`: one goes on into `text`. */
export function hasOpenCell(text: string, mark: string, open = false): boolean {
  let at = 0;
  if (open) {
    const end = closingQuote(text, 0);
    if (end >= text.length) return true;
    at = text.indexOf(mark, end);
    if (at < 0) return false;
    at += 1;
  }
  while (at < text.length) {
    if (text.charCodeAt(at) === 34) {
      const end = closingQuote(text, at + 1);
      if (end >= text.length) return true;
      at = end + 1;
    }
    const next = text.indexOf(mark, at);
    if (next < 0) return false;
    at = next + 1;
  }
  return false;
}

function closingQuote(text: string, from: number): number {
  let at = text.indexOf('"', from);
  while (at >= 0 && text.charCodeAt(at + 1) === 34) at = text.indexOf('"', at + 2);
  return at < 0 ? text.length : at;
}
