import { asc, eq, sql } from "drizzle-orm";
import { createSession, createSurvey, ENGINE_VERSION, type Digest, type SourceProfile } from "#engine";
import { ingestions, sources } from "#db/schema/index.ts";
import { blobKey, blobs } from "#lib/blobs/blobs.ts";
import { AppError } from "#lib/errors.ts";
import { inScope, own, type Scope } from "#lib/scope.ts";
import { createChunkWriter } from "./chunk-writer.ts";
import { loadProjectRules } from "./project-rules.ts";
import { resetIngestion } from "./reset.ts";
import { advance, type Run } from "./run.ts";
import { loadRules } from "./standing.ts";
import { storable } from "./storable.ts";
import { saveDigest } from "./stored-digest.ts";

type SourceRow = typeof sources.$inferSelect;

/**
 * Reads all sources into events and leaves the digest. The engine is deterministic, so after a kill everything is read again
 * and only what was not committed is written. Memory does not grow with the input.
 */
export async function readSources(scope: Scope, run: Run): Promise<{ events: number }> {
  const { receivedAt, committed, files, groupRules } = await beginReading(scope, run);
  const session = createSession({ groupRules, rules: await loadProjectRules(scope) });
  const writer = createChunkWriter(scope, run, committed);
  let bytesRead = 0;
  for (const file of files) {
    const key = blobKey.source(file.orgId, file.projectId, file.ingestionId, file.index);
    session.startSource(file.name, await surveySource(file, key, receivedAt));
    for await (const bytes of blobs().read(key)) {
      bytesRead += bytes.length;
      await writer.add(session.push(bytes), bytesRead);
    }
    await writer.add(session.endSource(), bytesRead);
  }
  await writer.finish();
  const digest = session.digest();
  await saveDigest(scope, run.ingestionId, digest);
  await finishReading(scope, run, digest);
  return { events: digest.tally.events };
}

async function beginReading(scope: Scope, run: Run) {
  const { engineVersion, constants, ...ingestion } = await inScope(scope, async (tx) => {
    const [found] = await tx
      .select({
        receivedAt: ingestions.createdAt,
        committed: ingestions.events,
        engineVersion: ingestions.engineVersion,
        constants: ingestions.constants,
      })
      .from(ingestions)
      .where(own(scope, ingestions, eq(ingestions.id, run.ingestionId)));
    if (found === undefined) throw new AppError("cancelled", "The ingestion was removed.");
    return found;
  });
  const rules = (await inScope(scope, (tx) => loadRules(tx, scope))).filter(({ rule }) => rule.kind === "constant");
  const wanted = rules.map(({ id }) => id);
  const readAlike = engineVersion === ENGINE_VERSION && constants.join() === wanted.join();
  const starts = ingestion.committed > 0 && !readAlike;
  if (starts) await resetIngestion(scope, run);
  return inScope(scope, async (tx) => {
    await advance(tx, scope, run, { engineVersion: ENGINE_VERSION, constants: wanted });
    const files = await tx
      .select()
      .from(sources)
      .where(own(scope, sources, eq(sources.ingestionId, run.ingestionId)))
      .orderBy(asc(sources.index));
    const { receivedAt, committed } = ingestion;
    return { receivedAt, committed: starts ? 0 : committed, files, groupRules: rules.map(({ rule }) => rule) };
  });
}

/** Repeatable: the same bytes, name, zone and instant of arrival give the same profile. */
export async function surveySource(file: SourceRow, key: string, receivedAt: Date): Promise<SourceProfile> {
  const survey = createSurvey({ name: file.name, receivedAt: receivedAt.toISOString(), zone: file.zone });
  for await (const bytes of blobs().read(key)) if (!survey.push(bytes)) break;
  return survey.finish();
}

function finishReading(scope: Scope, run: Run, digest: Digest): Promise<void> {
  const { axis, levelBins, levels, firstMs, lastMs } = digest.tally;
  return inScope(scope, async (tx) => {
    for (const [index, { profile, quality }] of digest.sources.entries()) {
      await tx
        .update(sources)
        .set({ profile: storable(profile), quality: storable(quality) })
        .where(own(scope, sources, eq(sources.ingestionId, run.ingestionId), eq(sources.index, index)));
    }
    await advance(tx, scope, run, {
      stage: "grouped",
      bytesRead: sql`${ingestions.bytes}`,
      eventsPerSecond: null,
      levels,
      firstAt: firstMs === null ? null : new Date(firstMs),
      lastAt: lastMs === null ? null : new Date(lastMs),
      histogram: { axis, levelBins },
    });
  });
}
