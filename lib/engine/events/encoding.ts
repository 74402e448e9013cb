import type { Encoding } from "../lines/splitter.ts";

/** By BOM, else by the zero bytes of wide text, else UTF-8 unless its bytes cannot be that. */
export function guessEncoding(head: Uint8Array): Encoding {
  if (head[0] === 0xff && head[1] === 0xfe) return "utf-16le";
  if (head[0] === 0xfe && head[1] === 0xff) return "utf-16be";
  const wide = guessWide(head);
  if (wide !== null) return wide;
  return looksLatin(head) ? "latin1" : "utf-8";
}

/** Text of ASCII characters in two bytes each has a zero in every second place. */
function guessWide(head: Uint8Array): Encoding | null {
  const pairs = Math.min(2048, head.length >> 1);
  if (pairs < 8) return null;
  let low = 0;
  let high = 0;
  for (let at = 0; at < pairs * 2; at += 2) {
    if (head[at] === 0) high += 1;
    if (head[at + 1] === 0) low += 1;
  }
  if (low > pairs * 0.7 && high < pairs * 0.1) return "utf-16le";
  if (high > pairs * 0.7 && low < pairs * 0.1) return "utf-16be";
  return null;
}

/** Latin-1 when invalid UTF-8 outweighs valid multi-byte characters: one broken byte in UTF-8 text does not make it Latin. */
function looksLatin(head: Uint8Array): boolean {
  let valid = 0;
  let invalid = 0;
  for (let at = 0; at < head.length; at += 1) {
    const byte = head[at] ?? 0;
    if (byte < 0x80) continue;
    const width = byte >= 0xf0 && byte < 0xf5 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc2 ? 2 : 0;
    let follow = 1;
    while (follow < width && ((head[at + follow] ?? 0) & 0xc0) === 0x80) follow += 1;
    // the head may end within a character
    if (width > 0 && (follow === width || at + width > head.length)) valid += 1;
    else invalid += 1;
    at += Math.max(0, follow - 1);
  }
  return invalid > valid;
}
