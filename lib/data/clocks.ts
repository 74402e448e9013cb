import { and, eq, inArray } from "drizzle-orm";
import type { z } from "zod";
import type { Ingestion } from "#contracts/ingestion.ts";
import { events, ingestions, sources, type ClockMark } from "#db/schema/index.ts";
import { AppError } from "#lib/errors.ts";
import { inScope, own, type Scope, type Tx } from "#lib/scope.ts";
import { findIngestion, getIngestion, type InIngestion } from "./ingestions.ts";
import { announceUntold, markUntold } from "./outdated.ts";

/** Says which lines are the same moment, instead of what was said before; the story is told again from the stored digest. */
export async function setClocks(
  scope: Scope,
  input: InIngestion & { marks: readonly { seq: number; sameAs: number }[] },
): Promise<z.input<typeof Ingestion>> {
  await inScope(scope, async (tx) => {
    const { id } = await findIngestion(tx, scope, input);
    const clocks = await marksOf(tx, scope, id, input.marks);
    await tx
      .update(ingestions)
      .set({ clocks })
      .where(own(scope, ingestions, eq(ingestions.id, id)));
    await markUntold(tx, scope, eq(ingestions.id, id));
  });
  await announceUntold(scope, input.projectId);
  return getIngestion(scope, input);
}

async function marksOf(
  tx: Tx,
  scope: Scope,
  ingestionId: string,
  wanted: readonly { seq: number; sameAs: number }[],
): Promise<ClockMark[]> {
  const seqs = wanted.flatMap(({ seq, sameAs }) => [seq, sameAs]);
  if (seqs.length === 0) return [];
  const rows = await tx
    .select({ seq: events.seq, at: events.ts, source: sources.name })
    .from(events)
    .innerJoin(sources, and(eq(sources.ingestionId, events.ingestionId), eq(sources.index, events.sourceIndex)))
    .where(own(scope, events, eq(events.ingestionId, ingestionId), inArray(events.seq, seqs)));
  const bySeq = new Map(rows.map((row) => [row.seq, row]));
  const marks = wanted.map(({ seq, sameAs }) => markOf(lineOf(bySeq, seq), lineOf(bySeq, sameAs)));
  const twice = marks.find(({ source }, index) => marks.findIndex((other) => other.source === source) !== index);
  if (twice !== undefined)
    throw new AppError("invalid", `The clock of ${twice.source} is set twice: keep one of the two.`);
  return marks;
}

interface Line {
  seq: number;
  at: Date | null;
  source: string;
}

function lineOf(lines: ReadonlyMap<number, Line>, seq: number): Line & { at: Date } {
  const line = lines.get(seq);
  if (line === undefined) throw new AppError("invalid", `There is no line [${seq}] here.`);
  const { at } = line;
  if (at === null) throw new AppError("invalid", `Line [${seq}] carries no time of its own.`);
  return { ...line, at };
}

function markOf(line: Line & { at: Date }, other: Line & { at: Date }): ClockMark {
  if (line.source === other.source)
    throw new AppError("invalid", `Lines [${line.seq}] and [${other.seq}] are of the same file, and so of one clock.`);
  return {
    seq: line.seq,
    source: line.source,
    sameAs: other.seq,
    than: other.source,
    aheadMs: line.at.getTime() - other.at.getTime(),
  };
}
