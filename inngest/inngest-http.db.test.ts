import { once } from "node:events";
import { mkdirSync, readdirSync, renameSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { makeTenant, testDataFolder } from "#db/testing/database.ts";
import { blobKey, blobs } from "#lib/blobs/blobs.ts";
import { ingest, receiveFiles } from "#lib/pipeline/testing/ingest.ts";
import { GET, POST, PUT } from "../app/api/inngest/route.ts";
import { jobs, schedules } from "./jobs.ts";
import { FAKE_KEYS, startFakeInngest, type FakeInngest } from "./testing/fake-inngest.ts";
import { endOf, startWorker, type WorkerProcess } from "./testing/worker.ts";

const LOG = Array.from({ length: 400 }, (_, index) => {
  const at = new Date(Date.UTC(2026, 10, 17, 2, 0, index)).toISOString();
  return index % 20 === 19 ? `${at} ERROR java.lang.OutOfMemoryError: Java heap space` : `${at} INFO request ${index}`;
}).join("\n");

// Inngest's server → our web's address → the worker's process, as it is when deployed.
let fake: FakeInngest;
let web: Server;
let app: string;
let worker: WorkerProcess;
let workerEnv: Record<string, string>;
beforeAll(async () => {
  fake = await startFakeInngest();
  web = createServer((request, response) => void serve(request, response));
  web.listen(0, "127.0.0.1");
  await once(web, "listening");
  // safe because it listens on a port
  const { port } = web.address() as AddressInfo;
  app = `http://127.0.0.1:${port}/api/inngest`;
  const spare = createServer().listen(0);
  await once(spare, "listening");
  workerEnv = {
    ...FAKE_KEYS,
    INNGEST_BASE_URL: fake.url,
    WORKER_PORT: String((spare.address() as AddressInfo).port),
  };
  await new Promise((closed) => spare.close(closed));
  Object.assign(process.env, workerEnv);
  worker = await startWorker(workerEnv);
});
afterAll(async () => {
  await fake.close();
  await worker.kill("SIGKILL");
  web.close();
});

const HANDLERS: Record<string, (request: Request) => Promise<Response>> = { GET, POST, PUT };
async function serve(...[incoming, outgoing]: Parameters<Parameters<typeof createServer>[1] & object>): Promise<void> {
  const pieces: Uint8Array[] = [];
  for await (const piece of incoming) pieces.push(piece as Uint8Array);
  const headers = Object.entries(incoming.headers).map(([name, value]): [string, string] => [name, String(value)]);
  const body = pieces.length === 0 ? null : Buffer.concat(pieces);
  const { method = "GET" } = incoming;
  const answer = await HANDLERS[method]?.(
    new Request(`http://${incoming.headers.host}${incoming.url}`, { method, headers, body }),
  );
  outgoing.writeHead(answer?.status ?? 405, [...(answer?.headers ?? [])].flat());
  outgoing.end(Buffer.from((await answer?.arrayBuffer()) ?? new ArrayBuffer()));
}

const stepsRun = () =>
  fake.calls.flatMap(({ ops }) => ops.filter(({ op }) => op === "StepRun").map(({ name }) => name));

it("registers every job and schedule, and takes no call that is not signed", async () => {
  expect(await fake.sync(app)).toBe(200);
  const ids = fake.functions.map(({ id }) => id.replace(/^ai-ops-assistant-/, ""));
  expect(ids).toEqual(expect.arrayContaining([...jobs, ...schedules].map(({ id }) => id)));
  const [address = ""] = fake.functions.map(({ steps }) => steps.step.runtime.url);
  expect(address.startsWith(app)).toBe(true);
  const forged = { "content-type": "application/json", "x-inngest-signature": "t=1&s=00" };
  expect((await fetch(address, { method: "POST", headers: forged, body: "{}" })).status).toBe(401);
});

it("gives over HTTP what our own steps give, and goes on behind a step that failed", { timeout: 180_000 }, async () => {
  const [here, there] = [await makeTenant(), await makeTenant()];
  fake.functions = []; // not told of the first
  const expected = await ingest(here.admin, { "app.log": LOG });
  await fake.sync(app);
  fake.calls.length = 0;
  let broken = 0;
  const folder = path.join(testDataFolder, "blobs", there.orgId, there.projectId);
  let digest = "";
  fake.before = async (done, attempt) => {
    if (done.at(-1) !== "read") return;
    // The step behind `read` finds what it needs unreadable at first, and the worker dead the second time.
    if (attempt === 0) {
      digest = path.join(folder, readdirSync(folder)[0] ?? "", "digest");
      renameSync(digest, `${digest}.away`);
      mkdirSync(digest);
      broken += 1;
    } else if (attempt === 1) {
      await worker.kill("SIGKILL");
      broken += 1;
    } else if (attempt === 2) {
      rmSync(digest, { recursive: true });
      renameSync(`${digest}.away`, digest);
      worker = await startWorker(workerEnv);
    }
  };
  const { id } = await receiveFiles(there.admin, { "app.log": LOG });
  const done = await endOf(there, id);
  fake.before = async () => {};

  expect(broken).toBe(2);
  const { events, groups, findings, levels, worst, status } = done;
  expect({ events, groups, findings, levels, worst, status }).toEqual({
    events: expected.events,
    groups: expected.groups,
    findings: expected.findings,
    levels: expected.levels,
    worst: expected.worst,
    status: "done",
  });
  expect(stepsRun()).toEqual(["reset", "read", "group", "detect", "tell"]);
  expect(fake.calls.map(({ status: answered }) => answered)).toContain(503);
});

it("tells the job of a failure that no attempt can mend", { timeout: 180_000 }, async () => {
  const tenant = await makeTenant();
  await fake.sync(app);
  fake.before = async (done) => {
    if (done.at(-1) === "reset") await blobs().removeAll(blobKey.project(tenant.orgId, tenant.projectId));
  };
  const { id } = await receiveFiles(tenant.admin, { "app.log": LOG });
  const failed = await endOf(tenant, id);
  fake.before = async () => {};
  expect(failed).toMatchObject({ status: "failed", failure: expect.stringContaining("Send the log again") as string });
});
