// node in-child.ts '{"orgId":…,"projectId":…,"work":…}': a piece of the pipeline in a process that a test may limit or kill.
import { closeDatabase } from "#db/client.ts";
import { closeQueue } from "#jobs/client.ts";
import { retryIngestion } from "#lib/data/ingestions.ts";
import { asAppError } from "#lib/failures.ts";
import { issueScope } from "#lib/scope.ts";
import { receive } from "../receive.ts";
import { analyse, incidentOf, receiveFiles } from "./ingest.ts";
import type { Work } from "./child.ts";

// safe because `child.ts` writes it
const { orgId, projectId, work, ingestionId = "", events = 0 } = JSON.parse(process.argv[2] ?? "") as Work;
const actor = { kind: "job" as const, id: "child", name: "child" };
const scope = issueScope({ orgId, projectId, role: "admin", actor });

const WORKS: Record<Work["work"], () => Promise<unknown>> = {
  receive: () => receiveFiles(scope, incidentOf(events)),
  "receive without end": () => receive(scope, projectId, { origin: "upload" }, endless()),
  analyse: () => analyse(scope, ingestionId),
  retry: () => retryIngestion(scope, { projectId, ingestionId }),
};

const answer = await WORKS[work]().then(
  () => ({ code: "ok", message: "" }),
  (error: unknown) => asAppError(error),
);
console.log(JSON.stringify({ code: answer.code, message: answer.message }));
await closeQueue();
await closeDatabase();

/** One whole file, and one that never ends. */
async function* endless() {
  yield { name: "whole.log", bytes: lines(10) };
  yield { name: "endless.log", bytes: lines(Infinity) };
}

async function* lines(count: number) {
  for (let line = 0; line < count; line++) {
    yield Buffer.from(`2026-11-17T02:00:00Z INFO line ${line}\n`.repeat(1000));
    await new Promise((next) => setTimeout(next, 5));
  }
}
