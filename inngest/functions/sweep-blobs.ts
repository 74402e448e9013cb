import { inArray } from "drizzle-orm";
import { database } from "#db/client.ts";
import { ingestions } from "#db/schema/index.ts";
import { blobs, ingestionOfKey } from "#lib/blobs/blobs.ts";
import { log } from "#lib/log.ts";
import { defineSchedule } from "../define-job.ts";

/** Longer than any upload takes: what is being received has no ingestion yet. */
const LEFT_AFTER_MS = 24 * 3600 * 1000;
const BATCH = 500;

/** Removes the bytes of uploads that were killed on the way, and what was being written by a process that died. */
export const sweepBlobs = defineSchedule({
  id: "sweep-blobs",
  everyMinutes: 30,
  async run() {
    const before = Date.now() - LEFT_AFTER_MS;
    const halves: string[] = [];
    /** When each ingestion's folder was last written to. */
    const folders = new Map<string, { folder: string; writtenMs: number }>();
    for await (const { key, writtenAt } of blobs().list()) {
      const of = ingestionOfKey(key);
      if (of === null) continue; // not ours to remove
      const { folder, ingestionId } = of;
      if (key.endsWith(".part") && writtenAt.getTime() < before) halves.push(key);
      const writtenMs = Math.max(folders.get(ingestionId)?.writtenMs ?? 0, writtenAt.getTime());
      folders.set(ingestionId, { folder, writtenMs });
    }
    const old = [...folders].filter(([, { writtenMs }]) => writtenMs < before);
    const orphans: string[] = [];
    for (let at = 0; at < old.length; at += BATCH) orphans.push(...(await withoutRow(old.slice(at, at + BATCH))));
    for (const prefix of [...orphans, ...halves]) await blobs().removeAll(prefix);
    if (orphans.length + halves.length > 0)
      log().info({ orphans: orphans.length, halves: halves.length }, "swept blobs");
  },
});

async function withoutRow(folders: readonly [string, { folder: string }][]): Promise<string[]> {
  const known = await database()
    .select({ id: ingestions.id })
    .from(ingestions)
    .where(
      inArray(
        ingestions.id,
        folders.map(([ingestionId]) => ingestionId),
      ),
    );
  const ids = new Set(known.map(({ id }) => id));
  return folders.filter(([ingestionId]) => !ids.has(ingestionId)).map(([, { folder }]) => folder);
}
