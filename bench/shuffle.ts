import { createRandom } from "#samples/random.ts";

/** A time as the sample formats write it, at its first place in a record. */
const STAMP =
  /\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d{1,9})?Z?|\d\d\/[A-Z][a-z]{2}\/\d{4}:\d\d:\d\d:\d\d|\d{4}\/\d\d\/\d\d \d\d:\d\d:\d\d|[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d|"(?:ts|time)":\d{10,13}(?:\.\d{1,3})?|[IWEF]\d{4} \d\d:\d\d:\d\d\.\d{6}/;

/** The records in a random order, each with its own time. */
export function shuffleLines(records: readonly string[], seed: number): string[] {
  return permuted(records, seed);
}

/** The records in their order, each with the time of another. */
export function swapTimes(records: readonly string[], seed: number): string[] {
  const places = records.map((record) => STAMP.exec(record)?.[0] ?? null);
  const stamps = permuted(
    places.filter((stamp) => stamp !== null),
    seed,
  );
  let next = 0;
  return records.map((record, i) => {
    const own = places[i];
    const other = own === null || own === undefined ? undefined : stamps[next++];
    if (own === null || own === undefined || other === undefined) return record;
    // klog has its level in the same word as its time
    return record.replace(own, /^[IWEF]\d{4} /.test(own) ? own.slice(0, 1) + other.slice(1) : other);
  });
}

/** The records with swapped times, put into the order of those times: the file itself looks in order. */
export function swapAndSort(records: readonly string[], seed: number): string[] {
  const contents = permuted(records, seed);
  return contents.map((record, i) => {
    const own = STAMP.exec(record)?.[0];
    const at = STAMP.exec(records[i] ?? "")?.[0];
    if (own === undefined || at === undefined) return record;
    return record.replace(own, /^[IWEF]\d{4} /.test(own) ? own.slice(0, 1) + at.slice(1) : at);
  });
}

function permuted<T>(items: readonly T[], seed: number): T[] {
  const random = createRandom("shuffle", seed);
  const out = [...items];
  for (let i = out.length - 1; i > 0; i -= 1) {
    const j = random.int(0, i);
    const [a, b] = [out[i], out[j]];
    if (a !== undefined && b !== undefined) [out[i], out[j]] = [b, a];
  }
  return out;
}
