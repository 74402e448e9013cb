import { analyseIngestion } from "#jobs/functions/analyse-ingestion.ts";
import { getIngestion } from "#lib/data/ingestions.ts";
import { inScope, own, type Scope } from "#lib/scope.ts";
import { eq } from "drizzle-orm";
import { ingestions } from "#db/schema/index.ts";
import { generateScenario, textOf } from "#samples/scenarios.ts";
import { receive, type Received } from "../receive.ts";

/** Text files of a test, as an upload. */
export async function* uploadsOf(files: Record<string, string | Uint8Array>) {
  for (const [name, content] of Object.entries(files)) {
    yield { name, bytes: bytesOf(content) };
  }
}

/** The files of a demo incident of about so many events. */
export function incidentOf(events: number): Record<string, string> {
  const { files } = generateScenario("database-failover", { seed: 5, events, startAt: "2026-11-17T02:00:00Z" });
  return Object.fromEntries(files.map((file) => [file.name, textOf(file)]));
}

/** Stores the files as an ingestion of the scope's project; nothing runs yet. */
export function receiveFiles(scope: Scope, files: Record<string, string | Uint8Array>, about?: Partial<Received>) {
  return receive(scope, projectOf(scope), { origin: "upload", ...about }, uploadsOf(files));
}

/** Runs the job of an ingestion here and now, without a queue. */
export async function analyse(scope: Scope, ingestionId: string) {
  const data = await runOf(scope, ingestionId);
  await analyseIngestion.run({ data, step: { run: (_, work) => work() } });
  return getIngestion(scope, { projectId: projectOf(scope), ingestionId });
}

/** Receives and analyses. */
export async function ingest(scope: Scope, files: Record<string, string | Uint8Array>, about?: Partial<Received>) {
  return analyse(scope, (await receiveFiles(scope, files, about)).id);
}

export async function runOf(scope: Scope, ingestionId: string) {
  const [row] = await inScope(scope, (tx) =>
    tx
      .select({ runId: ingestions.runId })
      .from(ingestions)
      .where(own(scope, ingestions, eq(ingestions.id, ingestionId))),
  );
  return { orgId: scope.orgId, projectId: projectOf(scope), ingestionId, runId: row?.runId ?? "" };
}

const projectOf = (scope: Scope): string => scope.projectId ?? "";

async function* bytesOf(content: string | Uint8Array) {
  yield Buffer.from(content);
}
