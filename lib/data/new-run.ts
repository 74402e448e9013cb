import { newId } from "#lib/ids.ts";

/** What makes an ingestion wait for a new run from its stored bytes. */
export const newRun = () => ({
  status: "queued" as const,
  stage: "received" as const,
  runId: newId(),
  queuedAt: new Date(),
  startedAt: null,
  finishedAt: null,
  failure: null,
});
