import type { QueryTerm } from "#contracts/event-query.ts";
import type { Chunk, ChunkHead } from "./event-chunks.ts";
import { findText, foldText } from "./event-columns.ts";
import { resolveTime, type Span } from "./event-time.ts";

/** A term that single events pass or fail. */
export interface EventTest {
  /** Whether all of the chunk's events pass, or none does; null when each must be looked at. */
  chunk(head: ChunkHead): boolean | null;
  /** The column that `events` looks at. */
  column?: "times" | "texts";
  /** The attribute that `events` looks at. */
  attribute?: string;
  /** 1 for each event that passes. */
  events(chunk: Chunk): Uint8Array;
}

/** The test of a term about time, number, text or attributes. An excluding term passes events that have no such field. */
export function eventTest(term: QueryTerm, span: Span): EventTest {
  const test = testOf(term, span);
  return term.excluded ? negated(test) : test;
}

function testOf({ field, name, values }: QueryTerm, span: Span): EventTest {
  const [value = ""] = values;
  switch (field) {
    case "seq":
      return seqTest(values);
    case "since":
      return timeTest(resolveTime(value, span), Infinity);
    case "until":
      return timeTest(-Infinity, resolveTime(value, span));
    case "text":
      return textTest(value);
    default:
      return attributeTest(field === "trace" ? "trace_id" : name, values);
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

const attributeTest = (attribute: string, values: readonly string[]): EventTest => ({
  attribute,
  chunk: () => null,
  events: (chunk) => chunk.withAttribute(attribute, values),
});
