import { expect, it } from "vitest";
import { database } from "#db/client.ts";
import { workers } from "#db/schema/index.ts";
import "#db/testing/database.ts";
import { newId } from "#lib/ids.ts";
import { checkHealth } from "./health.ts";

const secondsAgo = (seconds: number) => new Date(Date.now() - seconds * 1000);
const beat = (seenAt: Date) => database().insert(workers).values({ id: newId(), host: "here", seenAt });

it("is starting until a worker's first heartbeat is due, and then degraded", async () => {
  await beat(secondsAgo(3600)); // of a worker that was killed
  expect(await checkHealth(2)).toMatchObject({ status: "starting", worker: { ok: false } });
  expect(await checkHealth(31)).toMatchObject({ status: "degraded", worker: { ok: false, seenSeconds: 3600 } });
  await beat(secondsAgo(1));
  expect(await checkHealth(2)).toMatchObject({ status: "ok", worker: { ok: true } });
  expect(await checkHealth(31)).toMatchObject({ status: "ok" });
});
