import { match, piecesOf, valuesOf, type Piece } from "../template/tokens.ts";

/**
 * What one variable of a group held. Exact for groups of up to 64 events; beyond that of a sample, every 2nd, 4th, 8th…
 * event as the group grows, so shares are estimates and a rare value may be missing.
 */
export interface VariableSummary {
  /** Which `<*>` of the template it is, from 0. */
  index: number;
  /** The word that names it: `pool_size` of `pool_size=<*>`. */
  key: string | null;
  /** Events that were looked at. */
  sampled: number;
  /** The most frequent 5 with their counts. */
  top: [string, number][];
  distinct: number;
  /** There were more distinct values than were kept apart; `distinct` is a lower bound. */
  distinctCapped: boolean;
  /** When all values are numbers of one unit. */
  number: { min: number; max: number; mean: number; unit: string } | null;
}

/** Counts the values of the variables of one template. Memory: at most 12 variables × 50 values of 60 characters. */
export interface ValueSketch {
  /** @param count of the group, this event included */
  add(message: string, count: number): void;
  summaries(template: string): VariableSummary[];
}

const EXACT = 64;
const MAX_VARIABLES = 12;
const MAX_DISTINCT = 50;
const MAX_VALUE = 60;
const TOP = 5;

interface Column {
  counts: Map<string, number>;
  capped: boolean;
  sampled: number;
  number: { min: number; max: number; sum: number; unit: string } | null;
}

export function createValueSketch(): ValueSketch {
  const columns: Column[] = [];
  return {
    add(message, count) {
      if (!isSampled(count)) return;
      valuesOf(message, MAX_VARIABLES).forEach((value, i) =>
        countValue(columnAt(columns, i), value.slice(0, MAX_VALUE)),
      );
    },
    summaries(template) {
      const keys = keysOf(template);
      const variables = piecesOf(template, true).filter(({ variable }) => variable);
      const isKept = variables.map(({ text }) => text !== "<*>");
      // Late merges made a variable of a word that is none in the line.
      if (isKept.includes(true) && variables.length !== columns.length) return [];
      return columns
        .filter((_, at) => isKept[at] !== true)
        .map((column, index) => summaryOf(column, index, keys[index] ?? null));
    },
  };
}

/** Every event up to 64, every 2nd up to 128, every 4th up to 256… */
function isSampled(count: number): boolean {
  if (count <= EXACT) return true;
  const stride = 2 ** Math.ceil(Math.log2(count / EXACT));
  return count % stride === 0;
}

function columnAt(columns: Column[], index: number): Column {
  const column = columns[index] ?? { counts: new Map(), capped: false, sampled: 0, number: null };
  columns[index] = column;
  return column;
}

function countValue(column: Column, value: string): void {
  const seen = column.counts.get(value);
  if (seen !== undefined || column.counts.size < MAX_DISTINCT) column.counts.set(detached(value), (seen ?? 0) + 1);
  else column.capped = true;
  column.number = addNumber(column, value);
  column.sampled += 1;
}

const NUMBER = /^([+-]?\d+(?:\.\d+)?) ?([a-zA-Zµ%/]{0,12})$/;

function addNumber({ number, sampled }: Column, value: string): Column["number"] {
  const [, digits, unit = ""] = NUMBER.exec(value) ?? [];
  if (digits === undefined || (sampled > 0 && number?.unit !== unit)) return null;
  const amount = Number(digits);
  if (number === null) return { min: amount, max: amount, sum: amount, unit };
  return { min: Math.min(number.min, amount), max: Math.max(number.max, amount), sum: number.sum + amount, unit };
}

/** A copy, so that a short value does not keep the chunk it was cut from alive. */
function detached(value: string): string {
  return ` ${value}`.slice(1);
}

function summaryOf({ counts, capped, sampled, number }: Column, index: number, key: string | null): VariableSummary {
  const top = [...counts].toSorted((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).slice(0, TOP);
  const { min = 0, max = 0, sum = 0, unit = "" } = number ?? {};
  return {
    index,
    key,
    sampled,
    top,
    distinct: counts.size,
    distinctCapped: capped,
    number:
      number === null
        ? null
        : {
            min,
            max,
            mean: sum / sampled,
            unit,
          },
  };
}

/** The pieces of a template; a value that a person keeps as a constant is one. */
function constantsOf(template: string): Piece[] {
  return piecesOf(template, true).map((piece) => ({ ...piece, variable: piece.text === "<*>" }));
}

/** For each `<*>` of a template, the word before it. */
function keysOf(template: string): (string | null)[] {
  const pieces = constantsOf(template);
  return pieces.flatMap(({ variable }, i) => {
    if (!variable) return [];
    const before = pieces.slice(Math.max(0, i - 2), i).findLast(({ text }) => /[\p{L}_]/u.test(text));
    return [before?.variable === false ? before.text : null];
  });
}

/**
 * The variables of a merged group, from those of its members. A merged word counts as often as its member was sampled.
 * @param family the merged group's template
 */
export function combineValues(
  family: string,
  members: readonly { template: string; values?: VariableSummary[] | undefined }[],
): VariableSummary[] {
  const keys = keysOf(family);
  const columns = keys.map((): VariableSummary[] => []);
  for (const { template, values = [] } of members) {
    const sampled = Math.max(1, ...values.map((summary) => summary.sampled));
    let next = 0;
    match(constantsOf(family), constantsOf(template))?.forEach(({ start, end }, i) => {
      const text = template.slice(start, end);
      const own = text === "<*>" ? values[next] : constant(text, sampled);
      next += text.split("<*>").length - 1;
      if (own !== undefined) columns[i]?.push(own);
    });
  }
  return columns.flatMap((column, index) =>
    column.length === 0 ? [] : [column.reduce(joinSummaries, { ...EMPTY, index, key: keys[index] ?? null })],
  );
}

/**
 * What the variables of a group held in some of its messages.
 * @param family the group's template
 * @param members its templates, each with messages that are of it
 */
export function summariseValues(
  family: string,
  members: readonly { template: string; messages: readonly string[] }[],
): VariableSummary[] {
  const summarised = members.map(({ template, messages }) => {
    const sketch = createValueSketch();
    for (const message of messages) sketch.add(message, 1);
    return { template, values: sketch.summaries(template) };
  });
  const [only] = summarised;
  return only?.template === family && summarised.length === 1 ? only.values : combineValues(family, summarised);
}

const EMPTY = { sampled: 0, top: [], distinct: 0, distinctCapped: false, number: null };

function constant(word: string, sampled: number): VariableSummary {
  return { ...EMPTY, index: 0, key: null, sampled, top: [[word, sampled]], distinct: 1 };
}

function joinSummaries(a: VariableSummary, b: VariableSummary): VariableSummary {
  const counts = new Map(a.top);
  for (const [value, count] of b.top) counts.set(value, (counts.get(value) ?? 0) + count);
  const shared = a.top.length + b.top.length - counts.size;
  const sampled = a.sampled + b.sampled;
  return {
    index: a.index,
    key: a.key,
    sampled,
    distinct: a.distinct + b.distinct - shared,
    top: [...counts].toSorted((x, y) => y[1] - x[1] || (x[0] < y[0] ? -1 : 1)).slice(0, TOP),
    distinctCapped: a.distinctCapped || b.distinctCapped,
    number: a.sampled === 0 ? b.number : joinNumbers(a, b),
  };
}

function joinNumbers(a: VariableSummary, b: VariableSummary): VariableSummary["number"] {
  if (a.number === null || b.number === null || a.number.unit !== b.number.unit) return null;
  const mean = (a.number.mean * a.sampled + b.number.mean * b.sampled) / (a.sampled + b.sampled);
  return {
    min: Math.min(a.number.min, b.number.min),
    max: Math.max(a.number.max, b.number.max),
    mean,
    unit: a.number.unit,
  };
}
