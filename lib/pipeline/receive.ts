import type { z } from "zod";
import { MAX_SOURCES, type Ingestion } from "#contracts/ingestion.ts";
import { ingestions, sources } from "#db/schema/index.ts";
import { expand, newBudget } from "#lib/archive/expand.ts";
import { blobKey, blobs } from "#lib/blobs/blobs.ts";
import { announce, findProject, getIngestion } from "#lib/data/ingestions.ts";
import { env } from "#lib/env.ts";
import { AppError } from "#lib/errors.ts";
import { newId } from "#lib/ids.ts";
import { log } from "#lib/log.ts";
import { inScope, type Scope } from "#lib/scope.ts";

export interface Upload {
  name: string;
  bytes: AsyncIterable<Uint8Array>;
}

export interface Received {
  /** Made from the first file's name and the date when absent. */
  name?: string | undefined;
  origin: "paste" | "upload" | "demo" | "api";
  scenario?: { id: string; answerKey: unknown };
}

type NewSource = Pick<typeof sources.$inferInsert, "index" | "name" | "archive" | "bytes" | "sha256">;

/**
 * Stores uploads as plain bytes, one blob a source, and then, in one transaction, the ingestion. Nothing is left where
 * anything fails. Memory does not grow with the upload.
 */
export async function receive(
  scope: Scope,
  projectId: string,
  about: Received,
  uploads: AsyncIterable<Upload>,
): Promise<z.input<typeof Ingestion>> {
  await findProject(scope, projectId);
  const ingestionId = newId();
  const folder = blobKey.ingestion(scope.orgId, projectId, ingestionId);
  try {
    const files = await store(scope.orgId, projectId, ingestionId, uploads);
    if (files.every(({ bytes }) => bytes === 0)) {
      throw new AppError(
        "unprocessable",
        "There is nothing in it: the log is empty. Choose another file or paste some lines.",
      );
    }
    await insert(scope, { projectId, ingestionId }, about, files);
  } catch (error) {
    await blobs().removeAll(folder);
    throw error;
  }
  // It is stored: when the queue cannot be reached now, the sweep announces it later.
  await announce(scope, { projectId, ingestionId }).catch((error: unknown) =>
    log().warn({ err: error, ingestionId }, "could not announce an ingestion"),
  );
  return getIngestion(scope, { projectId, ingestionId });
}

async function store(
  orgId: string,
  projectId: string,
  ingestionId: string,
  uploads: AsyncIterable<Upload>,
): Promise<NewSource[]> {
  const budget = newBudget({ maxBytes: env().MAX_EXPANDED_BYTES, maxSources: MAX_SOURCES });
  const files: NewSource[] = [];
  const names = new Set<string>();
  for await (const upload of uploads) {
    for await (const { name, archive, bytes } of expand(upload, budget)) {
      const index = files.length;
      const stored = await blobs().write(blobKey.source(orgId, projectId, ingestionId, index), bytes);
      files.push({ index, name: distinct(name, names), archive, ...stored });
    }
  }
  return files;
}

/** Two files of one name stay apart in facets and filters. */
function distinct(name: string, taken: Set<string>): string {
  let own = name;
  for (let number = 2; taken.has(own); number++) own = `${name} (${number})`;
  taken.add(own);
  return own;
}

async function insert(
  scope: Scope,
  { projectId, ingestionId }: { projectId: string; ingestionId: string },
  about: Received,
  files: readonly NewSource[],
): Promise<void> {
  const createdAt = new Date();
  await inScope(scope, async (tx) => {
    await tx.insert(ingestions).values({
      id: ingestionId,
      orgId: scope.orgId,
      projectId,
      name: about.name ?? defaultName(about, files, createdAt),
      origin: about.origin,
      scenario: about.scenario?.id ?? null,
      answerKey: about.scenario?.answerKey ?? null,
      createdBy: scope.actor.name,
      createdAt,
      status: "queued",
      runId: newId(),
      bytes: files.reduce((sum, { bytes }) => sum + bytes, 0),
    });
    await tx.insert(sources).values(files.map((file) => ({ orgId: scope.orgId, projectId, ingestionId, ...file })));
  });
}

function defaultName({ origin }: Received, files: readonly NewSource[], at: Date): string {
  const first = origin === "paste" ? "Pasted text" : (files[0]?.name.split("/").at(-1) ?? "Log");
  const more = files.length > 1 ? ` and ${files.length - 1} more` : "";
  return `${first.slice(0, 80)}${more}, ${at.toISOString().slice(0, 16).replace("T", " ")}`;
}
