/** A pretty-printed JSON object over many lines. */
export interface Block {
  /** Takes a line; false when it cannot be part of the object. */
  add(text: string): boolean;
  complete(): boolean;
}

const MAX_BLOCK_LINES = 5000;

/** Begins a block when `first` opens an object that it does not close; null when it does not. */
export function createBlock(first: string): Block | null {
  const head = first.trim();
  if (!/^\{\s*(?:"|$)/.test(head) || !/[{[,:]$/.test(head)) return null;
  let depth = depthOf(head);
  if (depth <= 0) return null;
  let lines = 1;
  return {
    add(text) {
      lines += 1;
      if (lines > MAX_BLOCK_LINES || !/^\s*(?:["{}[\],]|-?\d|true|false|null)/.test(text)) return false;
      depth += depthOf(text);
      return true;
    },
    complete: () => depth <= 0,
  };
}

/** Opened minus closed brackets outside of strings. */
function depthOf(text: string): number {
  let depth = 0;
  let quoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const c = text.charCodeAt(at);
    if (quoted) {
      if (c === 92) at += 1;
      else if (c === 34) quoted = false;
    } else if (c === 34) quoted = true;
    else if (c === 123 || c === 91) depth += 1;
    else if (c === 125 || c === 93) depth -= 1;
  }
  return depth;
}
