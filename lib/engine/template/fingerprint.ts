import { VARIABLE, type Tokens } from "./scan.ts";

/** The two halves of the hash computed last. Reused: a pair would be an allocation per line. */
export interface Hash {
  high: number;
  low: number;
}

const hash: Hash = { high: 0, low: 0 };

const SEED_A = 0x9e3779b9;
const SEED_B = 0x85ebca6b;
const PRIME_A = 2654435761;
const PRIME_B = 1597334677;
const SPACE = 32;
/** Outside of UTF-16, so that no text hashes like a variable. */
const VARIABLE_CODE = 0x10000;

/** Hashes the parts as they are rendered: words and punctuation by their text, variables alike, a run of white space as one. */
export function hashParts(text: string, { count, starts, ends, kinds, spaced }: Tokens): Hash {
  let a = SEED_A;
  let b = SEED_B;
  for (let i = 0; i < count; i++) {
    const start = starts[i] ?? 0;
    const end = ends[i] ?? 0;
    if (spaced[i] === 1) {
      a = Math.imul(a ^ SPACE, PRIME_A);
      b = Math.imul(b ^ SPACE, PRIME_B);
    }
    if (kinds[i] === VARIABLE) {
      a = Math.imul(a ^ VARIABLE_CODE, PRIME_A);
      b = Math.imul(b ^ VARIABLE_CODE, PRIME_B);
    } else
      for (let at = start; at < end; at++) {
        const code = text.charCodeAt(at);
        a = Math.imul(a ^ code, PRIME_A);
        b = Math.imul(b ^ code, PRIME_B);
      }
  }
  return finish(a, b);
}

export function hashText(text: string, start = 0, end = text.length): Hash {
  let a = SEED_A;
  let b = SEED_B;
  for (let at = start; at < end; at++) {
    const code = text.charCodeAt(at);
    a = Math.imul(a ^ code, PRIME_A);
    b = Math.imul(b ^ code, PRIME_B);
  }
  return finish(a, b);
}

/** `v1:` and 16 hex digits. */
export function fingerprintOf({ high, low }: Hash): string {
  return `v1:${high.toString(16).padStart(8, "0")}${low.toString(16).padStart(8, "0")}`;
}

const KEPT = "v1:c";

/** Of a template in which a person keeps a value as a constant: told by its `c` from those that the masks give. */
export function keptFingerprintOf(template: string): string {
  return fingerprintOf(hashText(`constant\n${template}`)).replace("v1:", `${KEPT}-`);
}

export function isKept(fingerprint: string): boolean {
  return fingerprint.startsWith(`${KEPT}-`);
}

/** Stirs the halves into each other (the finalizer of MurmurHash3). */
function finish(a: number, b: number): Hash {
  const high = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909);
  const low = Math.imul(b ^ (b >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909);
  hash.high = high >>> 0;
  hash.low = low >>> 0;
  return hash;
}
