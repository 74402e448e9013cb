/** Finds which of many words occur in a text, in one walk over it (Aho and Corasick, 1975), ASCII case folded. */
export interface WordScanner {
  /** Calls `hit` with the index of each word found; a word may be reported more than once. */
  scan(text: string, hit: (word: number) => void): void;
}

/** Typographic quotes count as plain ones; anything else outside ASCII is one class that no word has. */
const QUOTES = new Set([0x2018, 0x2019]);

export function createWordScanner(words: readonly string[]): WordScanner {
  const classes = new Uint8Array(128);
  let width = 1;
  for (const char of words.join("")) {
    const code = char.charCodeAt(0);
    if (code < 128 && classes[code] === 0) classes[code] = width++;
  }
  for (let code = 65; code <= 90; code++) classes[code] = classes[code + 32] ?? 0;
  const { next, outputs } = automaton(words, classes, width);
  const apostrophe = classes[39] ?? 0;

  return {
    scan(text, hit) {
      let state = 0;
      for (let at = 0; at < text.length; at++) {
        const code = text.charCodeAt(at);
        const kind = code < 128 ? classes[code] : QUOTES.has(code) ? apostrophe : 0;
        state = next[state * width + (kind ?? 0)] ?? 0;
        if (state === 0) continue;
        const found = outputs[state];
        if (found !== undefined) for (const word of found) hit(word);
      }
    },
  };
}

function automaton(words: readonly string[], classes: Uint8Array, width: number) {
  const size = words.reduce((sum, word) => sum + word.length, 1);
  const next = new Uint16Array(size * width);
  const outputs: (number[] | undefined)[] = [undefined];
  let states = 1;
  words.forEach((word, index) => {
    let state = 0;
    for (const char of word) {
      const slot = state * width + (classes[char.charCodeAt(0)] ?? 0);
      if (next[slot] === 0) {
        next[slot] = states++;
        outputs.push(undefined);
      }
      state = next[slot] ?? 0;
    }
    (outputs[state] ??= []).push(index);
  });
  if (states > 65_535) throw new Error("more words than the scanner holds");
  link(next, outputs, width);
  return { next, outputs };
}

/** Breadth first: a missing step goes where the longest proper suffix would go. */
function link(next: Uint16Array, outputs: (number[] | undefined)[], width: number): void {
  const suffix = new Uint16Array(outputs.length);
  const queue: number[] = [];
  for (let kind = 0; kind < width; kind++) {
    const child = next[kind] ?? 0;
    if (child !== 0) queue.push(child);
  }
  for (const state of queue) {
    const fallback = suffix[state] ?? 0;
    const inherited = outputs[fallback];
    if (inherited !== undefined) outputs[state] = [...(outputs[state] ?? []), ...inherited];
    for (let kind = 0; kind < width; kind++) {
      const slot = state * width + kind;
      const child = next[slot] ?? 0;
      const onwards = next[fallback * width + kind] ?? 0;
      if (child === 0) next[slot] = onwards;
      else {
        suffix[child] = onwards;
        queue.push(child);
      }
    }
  }
}
