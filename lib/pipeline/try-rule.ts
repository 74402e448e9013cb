import { asc, desc, eq, inArray } from "drizzle-orm";
import { compileRule, createTrial, type Rule } from "#engine";
import { LATEST_INGESTIONS } from "#contracts/rule.ts";
import { ingestions, ruleTrials, sources, type TrialResult } from "#db/schema/index.ts";
import { blobKey, blobs } from "#lib/blobs/blobs.ts";
import { AppError } from "#lib/errors.ts";
import { inScope, own, type Scope } from "#lib/scope.ts";
import { surveySource } from "./read.ts";
import { storable } from "./storable.ts";

/** A trial answers a person who waits: of larger ingestions only the beginning is read. */
export const MAX_TRIAL_BYTES = 64 * 1024 ** 2;
const MAX_SEQS = 20;

/** Reads the latest ingestions with the rule of a trial, and notes after each what it would have found. */
export async function tryOnStored(
  scope: Scope,
  trialId: string,
  maxBytes = MAX_TRIAL_BYTES,
): Promise<{ read: number }> {
  const mine = own(scope, ruleTrials, eq(ruleTrials.id, trialId));
  const { rule, latest } = await inScope(scope, async (tx) => {
    const [trial] = await tx.select().from(ruleTrials).where(mine);
    if (trial === undefined) throw new AppError("cancelled", "The trial is gone.");
    const { rule } = compileRule(trial.document);
    if (rule === null) throw new AppError("unprocessable", "The rule is no longer understood.");
    const latest = await tx
      .select({ id: ingestions.id, name: ingestions.name, at: ingestions.createdAt, bytes: ingestions.bytes })
      .from(ingestions)
      .where(own(scope, ingestions, inArray(ingestions.status, ["done"])))
      .orderBy(desc(ingestions.id))
      .limit(LATEST_INGESTIONS);
    await tx.update(ruleTrials).set({ status: "running", total: latest.length, results: [] }).where(mine);
    return { rule, latest };
  });
  const results: TrialResult[] = [];
  for (const ingestion of latest) {
    const found = await findIn(scope, rule, ingestion, maxBytes);
    results.push({ ingestionId: ingestion.id, ingestion: ingestion.name, at: ingestion.at.toISOString(), ...found });
    await inScope(scope, (tx) =>
      tx
        .update(ruleTrials)
        .set({ results: storable(results) })
        .where(mine),
    );
  }
  await inScope(scope, (tx) => tx.update(ruleTrials).set({ status: "done", failure: null }).where(mine));
  return { read: results.length };
}

export function failTrial(scope: Scope, trialId: string, failure: string): Promise<void> {
  return inScope(scope, async (tx) => {
    await tx
      .update(ruleTrials)
      .set({ status: "failed", failure })
      .where(own(scope, ruleTrials, eq(ruleTrials.id, trialId)));
  });
}

async function findIn(
  scope: Scope,
  rule: Rule,
  ingestion: { id: string; at: Date; bytes: number },
  maxBytes: number,
): Promise<Pick<TrialResult, "findings" | "events" | "seqs" | "whole">> {
  const files = await inScope(scope, (tx) =>
    tx
      .select()
      .from(sources)
      .where(own(scope, sources, eq(sources.ingestionId, ingestion.id)))
      .orderBy(asc(sources.index)),
  );
  const trial = createTrial(rule);
  let left = maxBytes;
  for (const file of files) {
    if (left <= 0) break;
    const key = blobKey.source(file.orgId, file.projectId, file.ingestionId, file.index);
    trial.startSource(file.name, await surveySource(file, key, ingestion.at));
    for await (const bytes of blobs().read(key)) {
      trial.push(bytes);
      left -= bytes.length;
      if (left <= 0) break;
    }
    trial.endSource();
  }
  const findings = trial.findings();
  return {
    findings: findings.length,
    events: findings.reduce((sum, { count }) => sum + count, 0),
    seqs: [...new Set(findings.flatMap(({ evidence }) => evidence))].toSorted((a, b) => a - b).slice(0, MAX_SEQS),
    whole: ingestion.bytes <= maxBytes,
  };
}
