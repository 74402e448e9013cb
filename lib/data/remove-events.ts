import { and, eq, lt, min } from "drizzle-orm";
import { eventChunks, events } from "#db/schema/index.ts";
import { inScope, own, type Scope } from "#lib/scope.ts";

const BATCH_EVENTS = 50_000;

/**
 * Events have no foreign key, so this goes before the ingestion's own row. In batches: no long lock, no huge transaction. Their
 * columns go first, so that nothing finds an event that is gone.
 */
export async function removeEvents(scope: Scope, ingestionId: string): Promise<number> {
  const mine = own(scope, events, eq(events.ingestionId, ingestionId));
  await inScope(scope, (tx) =>
    tx.delete(eventChunks).where(own(scope, eventChunks, eq(eventChunks.ingestionId, ingestionId))),
  );
  let removed = 0;
  for (;;) {
    const count = await inScope(scope, async (tx) => {
      const [first] = await tx
        .select({ seq: min(events.seq) })
        .from(events)
        .where(mine);
      if (first?.seq == null) return 0;
      const { rowCount } = await tx.delete(events).where(and(mine, lt(events.seq, first.seq + BATCH_EVENTS)));
      return rowCount ?? 0;
    });
    if (count === 0) return removed;
    removed += count;
  }
}
