import { eq, notInArray } from "drizzle-orm";
import { conclude, SEVERITIES, type Analysis, type Finding } from "#engine";
import { findings } from "#db/schema/index.ts";
import { inScope, own, type Scope, type Tx } from "#lib/scope.ts";
import { loadHistory } from "./history.ts";
import { loadAliases } from "./project-groups.ts";
import { advance, type Run } from "./run.ts";
import { storable } from "./storable.ts";
import { loadDigest } from "./stored-digest.ts";

/** Stores what the rules found. What a person decided about a finding of the same id stays. */
export async function detectFindings(scope: Scope, run: Run): Promise<{ findings: number }> {
  const analysis = await analyse(scope, run.ingestionId);
  const found = storable(analysis.findings);
  await inScope(scope, async (tx) => {
    await removeOthers(tx, scope, run, found);
    for (const finding of found) await upsert(tx, scope, run, finding);
    const worst = found.length === 0 ? null : Math.min(...found.map(severityNumber));
    await advance(tx, scope, run, {
      stage: "told",
      findings: found.length,
      worst,
      coverage: storable(analysis.coverage),
    });
  });
  return { findings: found.length };
}

/** Tells the story and ends the run. */
export async function tellStory(scope: Scope, run: Run): Promise<{ incident: boolean }> {
  const { story } = await analyse(scope, run.ingestionId);
  await inScope(scope, (tx) =>
    advance(tx, scope, run, { status: "done", story: storable(story), finishedAt: new Date(), failure: null }),
  );
  return { incident: story.incident };
}

/** A pure function of the stored digest, the project's merges and its earlier ingestions. */
async function analyse(scope: Scope, ingestionId: string): Promise<Analysis> {
  const digest = await loadDigest(scope, ingestionId);
  const { aliases, history } = await inScope(scope, async (tx) => ({
    aliases: await loadAliases(tx, scope),
    history: await loadHistory(tx, scope, ingestionId),
  }));
  return conclude(digest, aliases, history);
}

const severityNumber = (finding: Finding): number => SEVERITIES.indexOf(finding.severity);

async function removeOthers(tx: Tx, scope: Scope, run: Run, found: readonly Finding[]): Promise<void> {
  const ids = found.map(({ id }) => id);
  await tx
    .delete(findings)
    .where(own(scope, findings, eq(findings.ingestionId, run.ingestionId), notInArray(findings.id, ids)));
}

async function upsert(tx: Tx, scope: Scope, run: Run, finding: Finding): Promise<void> {
  const found = {
    rule: finding.rule,
    severity: severityNumber(finding),
    confidence: finding.confidence,
    finding,
  };
  await tx
    .insert(findings)
    .values({
      orgId: scope.orgId,
      projectId: scope.projectId ?? "",
      ingestionId: run.ingestionId,
      id: finding.id,
      ...found,
    })
    .onConflictDoUpdate({ target: [findings.ingestionId, findings.id], set: found });
}
