import { and, between, eq, or, sql, type SQL } from "drizzle-orm";
import type { QueryTerm } from "#contracts/event-query.ts";
import { events } from "#db/schema/index.ts";
import { own, type Scope, type Tx } from "#lib/scope.ts";
import type { Chunk, ChunkHead } from "./event-chunks.ts";
import { findText, foldText } from "./event-columns.ts";
import { resolveTime, type Span } from "./event-time.ts";

/** A term that single events pass or fail. */
export interface EventTest {
  /** Whether all of the chunk's events pass, or none does; null when each must be looked at. */
  chunk(head: ChunkHead): boolean | null;
  /** The column that `events` looks at. */
  column?: "times" | "texts";
  /** Comes before `events` is asked about the first `count` of these chunks; the others may follow. */
  begin?(heads: readonly ChunkHead[], count: number): Promise<void>;
  /** 1 for each event that passes. */
  events(chunk: Chunk): Uint8Array;
}

const FIRST_CHUNKS = 16;
const BLOCK = 4096;

export interface Looking {
  tx: Tx;
  scope: Scope;
  ingestionId: string;
  span: Span;
}

/** The test of a term about time, number, text or attributes. An excluding term passes events that have no such field. */
export function eventTest(term: QueryTerm, looking: Looking): EventTest {
  const test = testOf(term, looking);
  return term.excluded ? negated(test) : test;
}

function testOf({ field, name, values }: QueryTerm, looking: Looking): EventTest {
  const [value = ""] = values;
  switch (field) {
    case "seq":
      return seqTest(values);
    case "since":
      return timeTest(resolveTime(value, looking.span), Infinity);
    case "until":
      return timeTest(-Infinity, resolveTime(value, looking.span));
    case "text":
      return textTest(value);
    default:
      return attributeTest(field === "trace" ? "trace_id" : name, values, looking);
  }
}

function negated(test: EventTest): EventTest {
  return {
    ...test,
    chunk: (head) => {
      const passes = test.chunk(head);
      return passes === null ? null : !passes;
    },
    events: (chunk) => test.events(chunk).map((passes) => 1 - passes),
  };
}

function seqTest(values: readonly string[]): EventTest {
  const ranges = values.map((value) => {
    const [from = 0, to = from] = value.split(/\.\.|-/).map(Number);
    return { from, to };
  });
  return {
    chunk({ firstSeq, lastSeq }) {
      if (ranges.some(({ from, to }) => from <= firstSeq && lastSeq <= to)) return true;
      return ranges.some(({ from, to }) => from <= lastSeq && firstSeq <= to) ? null : false;
    },
    events({ firstSeq, length }) {
      const passes = new Uint8Array(length);
      for (const { from, to } of ranges) {
        if (to >= firstSeq) passes.fill(1, Math.max(0, from - firstSeq), Math.max(0, to - firstSeq + 1));
      }
      return passes;
    },
  };
}

/** Null: there is no such time, and nothing passes. */
function timeTest(fromMs: number | null, toMs: number | null): EventTest {
  const [from, to] = fromMs === null || toMs === null ? [Infinity, -Infinity] : [fromMs, toMs];
  return {
    column: "times",
    chunk({ firstMs, lastMs, undated }) {
      if (firstMs === null || lastMs === null || firstMs > to || lastMs < from) return false;
      return firstMs >= from && lastMs <= to && undated === 0 ? true : null;
    },
    events(chunk) {
      const times = chunk.times();
      const passes = new Uint8Array(times.length);
      for (let index = 0; index < times.length; index++) {
        const ms = times[index] ?? NaN;
        if (ms >= from && ms <= to) passes[index] = 1;
      }
      return passes;
    },
  };
}

function textTest(text: string): EventTest {
  const wanted = Buffer.from(foldText(text.replaceAll("\0", "\u2400")));
  return { column: "texts", chunk: () => null, events: (chunk) => findText(chunk.texts(), wanted) };
}

/** Attributes are in the events alone: a few chunks are asked about at first, and then all the others, which PostgreSQL does in parallel. */
function attributeTest(name: string, values: readonly string[], { tx, scope, ingestionId }: Looking): EventTest {
  const is = or(...values.map((value) => sql`${events.attributes} ->> ${name} = ${value}`));
  const asked = new Set<ChunkHead>();
  const found = new Map<number, number[]>();
  return {
    chunk: () => null,
    async begin(heads, count) {
      if (heads.slice(0, count).every((head) => asked.has(head))) return;
      const window = heads.slice(0, asked.size === 0 ? Math.max(count, FIRST_CHUNKS) : Infinity);
      const here = own(scope, events, and(eq(events.ingestionId, ingestionId), or(...runsOf(window))));
      const [row] = await tx
        .select({ seqs: sql<string | null>`array_agg(${events.seq})::text` })
        .from(events)
        .where(and(here, is));
      for (const head of window) asked.add(head);
      for (const seq of row?.seqs?.slice(1, -1).split(",") ?? []) {
        const block = Math.floor(Number(seq) / BLOCK);
        const known = found.get(block);
        if (known) known.push(Number(seq));
        else found.set(block, [Number(seq)]);
      }
    },
    events({ firstSeq, lastSeq, length }) {
      const passes = new Uint8Array(length);
      for (let block = Math.floor(firstSeq / BLOCK); block <= lastSeq / BLOCK; block++) {
        for (const seq of found.get(block) ?? []) if (seq >= firstSeq && seq <= lastSeq) passes[seq - firstSeq] = 1;
      }
      return passes;
    },
  };
}

/** Neighbouring chunks as one range each. */
function runsOf(heads: readonly ChunkHead[]): SQL[] {
  const runs: { from: number; to: number }[] = [];
  for (const { firstSeq, lastSeq } of heads.toSorted((one, other) => one.firstSeq - other.firstSeq)) {
    const run = runs.at(-1);
    if (run && run.to + 1 === firstSeq) run.to = lastSeq;
    else runs.push({ from: firstSeq, to: lastSeq });
  }
  return runs.map(({ from, to }) => between(events.seq, from, to));
}
