import { readdirSync } from "node:fs";
import { eq, sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { events, ingestionGroups, ingestions } from "#db/schema/index.ts";
import { database } from "#db/client.ts";
import { makeTenant, testDataFolder } from "#db/testing/database.ts";
import { cancelIngestion, getIngestion, retryIngestion } from "#lib/data/ingestions.ts";
import { blobKey, blobs } from "#lib/blobs/blobs.ts";
import { analyse, ingest, receiveFiles } from "./testing/ingest.ts";

const lines = (count: number, from = 0) =>
  Array.from({ length: count }, (_, index) => {
    const at = new Date(Date.UTC(2026, 10, 17, 2, 0, 0) + (from + index) * 100).toISOString();
    return index % 10 === 7
      ? `${at} ERROR pool "orders" timed out after ${index * 3} ms waiting for a connection`
      : `${at} INFO request ${index} served in ${index % 50} ms`;
  }).join("\n");

const countOf = async (ingestionId: string) => {
  const [row] = await database()
    .select({ count: sql<number>`count(*)::int`, last: sql<number>`max(seq)` })
    .from(events)
    .where(eq(events.ingestionId, ingestionId));
  return row;
};

describe("an ingestion", () => {
  it("goes from bytes to an answer", async () => {
    const { admin } = await makeTenant();
    const done = await ingest(admin, { "app.log": lines(25_000), "web.log": lines(100) });
    expect(done).toMatchObject({ status: "done", failure: null, events: 25_100, bytes: expect.any(Number) as number });
    expect(done.stages.every(({ state }) => state === "done")).toBe(true);
    expect(await countOf(done.id)).toEqual({ count: 25_100, last: 25_100 });
    expect(done.sources.map(({ name, quality }) => [name, quality?.events])).toEqual([
      ["app.log", 25_000],
      ["web.log", 100],
    ]);
    const totals = await database()
      .select({ count: ingestionGroups.count })
      .from(ingestionGroups)
      .where(eq(ingestionGroups.ingestionId, done.id));
    expect(totals.reduce((sum, { count }) => sum + count, 0)).toBe(25_100);
    expect(done.groups).toBe(totals.length);
    expect(done.sparkline.all.reduce((sum, count) => sum + count, 0)).toBe(25_100);
  });

  it("stores what PostgreSQL cannot hold as something that it can", async () => {
    const { admin } = await makeTenant();
    const done = await ingest(admin, {
      "odd.log": Buffer.from(
        "2026-11-17T02:00:00Z ERROR a\\b\tc \u0000 \ud83d x\\N\n\\.\n2026-11-17T02:00:01Z INFO on\n",
      ),
      "odd.json": '{"time":"2026-11-17T02:00:00Z","msg":"n\\u0000l \\ud800","k\\u0000":"v\\u0000"}\n',
    });
    expect(done).toMatchObject({ status: "done", failure: null, events: 3 });
    const [first] = await database().select().from(events).where(eq(events.ingestionId, done.id)).orderBy(events.seq);
    expect(first?.message).toBe("a\\b\tc  � x\\N\n\\.");
  });

  it("leaves nothing when there is nothing in it", async () => {
    const { admin, orgId, projectId } = await makeTenant();
    await expect(receiveFiles(admin, { "empty.log": "" })).rejects.toMatchObject({ code: "unprocessable" });
    expect(await database().select().from(ingestions).where(eq(ingestions.orgId, orgId))).toEqual([]);
    expect(
      readdirSync(testDataFolder, { recursive: true }).filter((file) => String(file).includes(`${projectId}/`)),
    ).toEqual([]);
  });

  it("stops when it is cancelled, and a retry gives the same as an undisturbed run", async () => {
    const { admin, projectId } = await makeTenant();
    const { id: ingestionId } = await receiveFiles(admin, { "app.log": lines(12_000) });
    await cancelIngestion(admin, { projectId, ingestionId });
    expect(await analyse(admin, ingestionId)).toMatchObject({ status: "cancelled", events: 0 });
    const again = await retryIngestion(admin, { projectId, ingestionId });
    expect(again.status).toBe("queued");
    expect(await analyse(admin, ingestionId)).toMatchObject({ status: "done", events: 12_000 });
  });

  it("says that its bytes are gone", async () => {
    const { admin, orgId, projectId } = await makeTenant();
    const { id: ingestionId } = await receiveFiles(admin, { "app.log": lines(10) });
    await blobs().removeAll(blobKey.ingestion(orgId, projectId, ingestionId));
    await expect(analyse(admin, ingestionId)).rejects.toMatchObject({
      code: "not_found",
      message: expect.stringContaining("Send the log again") as string,
    });
    expect(await getIngestion(admin, { projectId, ingestionId })).toMatchObject({ events: 0 });
  });

  it("is the same after a second run", async () => {
    const { admin } = await makeTenant();
    const first = await ingest(admin, { "app.log": lines(300) });
    const second = await ingest(admin, { "app.log": lines(300) });
    expect(second.groups).toBe(first.groups);
    const shared = await database().execute(sql`
      select count(*)::int as count from ingestion_groups one join ingestion_groups other using (group_id)
      where one.ingestion_id = ${first.id} and other.ingestion_id = ${second.id}`);
    expect(shared.rows).toEqual([{ count: first.groups }]);
  });
});
