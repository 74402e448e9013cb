import { eq, notInArray } from "drizzle-orm";
import { conclude, hiddenBy, SEVERITIES, type Analysis, type Digest, type Finding } from "#engine";
import { findings, ingestions } from "#db/schema/index.ts";
import { inScope, own, type Scope, type Tx } from "#lib/scope.ts";
import { clocksOf } from "./clocks.ts";
import { loadHistory } from "./history.ts";
import { loadAliases } from "./project-groups.ts";
import { loadSuppressions } from "./project-rules.ts";
import { advance, type Run } from "./run.ts";
import { storable } from "./storable.ts";
import { loadDecisions } from "./standing.ts";
import { loadDigest } from "./stored-digest.ts";

/** Stores what the rules found. What a person decided about a finding of the same id stays. */
export async function detectFindings(scope: Scope, run: Run): Promise<{ findings: number }> {
  const digest = await loadDigest(scope, run.ingestionId);
  return inScope(scope, async (tx) => {
    const analysis = await analyse(tx, scope, run.ingestionId, digest);
    const detected = await writeFindings(tx, scope, run.ingestionId, analysis);
    await advance(tx, scope, run, { stage: "told", ...detected });
    return { findings: detected.findings };
  });
}

/** Replaces the findings of an ingestion; returns what its own row says about them: hidden ones do not count. */
export async function writeFindings(tx: Tx, scope: Scope, ingestionId: string, analysis: Analysis) {
  const counted = await replaceFindings(tx, scope, ingestionId, analysis);
  return { ...counted, coverage: storable(analysis.coverage) };
}

async function replaceFindings(
  tx: Tx,
  scope: Scope,
  ingestionId: string,
  { findings: some, hidden }: Pick<Analysis, "findings" | "hidden">,
) {
  const found = storable(some);
  await removeOthers(tx, scope, ingestionId, found);
  for (const finding of found) await upsert(tx, scope, ingestionId, finding, hidden[finding.id] ?? null);
  const shown = found.filter(({ id }) => hidden[id] === undefined);
  const worst = shown.length === 0 ? null : Math.min(...shown.map(severityNumber));
  return { findings: shown.length, worst };
}

/** What is stored, hidden by the suppressions of now: for findings that this engine cannot find again. */
export async function hideStored(tx: Tx, scope: Scope, ingestionId: string) {
  const rows = await tx
    .select({ finding: findings.finding })
    .from(findings)
    .where(own(scope, findings, eq(findings.ingestionId, ingestionId)));
  const found = rows.map(({ finding }) => finding);
  const hidden = hiddenBy(found, await loadSuppressions(tx, scope));
  return replaceFindings(tx, scope, ingestionId, { findings: found, hidden });
}

/** Tells the story and ends the run. */
export async function tellStory(scope: Scope, run: Run): Promise<{ incident: boolean }> {
  const digest = await loadDigest(scope, run.ingestionId);
  return inScope(scope, async (tx) => {
    const { story } = await analyse(tx, scope, run.ingestionId, digest);
    await advance(tx, scope, run, { status: "done", story: storable(story), finishedAt: new Date(), failure: null });
    return { incident: story.incident };
  });
}

/** A pure function of the stored digest, the project's merges, rules and suppressions, its earlier ingestions, and its clocks. */
export async function analyse(tx: Tx, scope: Scope, ingestionId: string, digest: Digest): Promise<Analysis> {
  const [row] = await tx
    .select({ clocks: ingestions.clocks, story: ingestions.story })
    .from(ingestions)
    .where(own(scope, ingestions, eq(ingestions.id, ingestionId)));
  const names = digest.sources.map(({ name }) => name);
  return conclude(digest, {
    aliases: await loadAliases(tx, scope),
    history: await loadHistory(tx, scope, ingestionId),
    clocks: clocksOf(row?.clocks ?? [], names, row?.story?.skew),
    decided: await loadDecisions(tx, scope),
    suppressions: await loadSuppressions(tx, scope),
  });
}

const severityNumber = (finding: Finding): number => SEVERITIES.indexOf(finding.severity);

async function removeOthers(tx: Tx, scope: Scope, ingestionId: string, found: readonly Finding[]): Promise<void> {
  const ids = found.map(({ id }) => id);
  await tx
    .delete(findings)
    .where(own(scope, findings, eq(findings.ingestionId, ingestionId), notInArray(findings.id, ids)));
}

async function upsert(
  tx: Tx,
  scope: Scope,
  ingestionId: string,
  finding: Finding,
  suppressionId: string | null,
): Promise<void> {
  const found = {
    rule: finding.rule,
    severity: severityNumber(finding),
    confidence: finding.confidence,
    finding,
    suppressionId,
  };
  await tx
    .insert(findings)
    .values({
      orgId: scope.orgId,
      projectId: scope.projectId ?? "",
      ingestionId,
      id: finding.id,
      ...found,
    })
    .onConflictDoUpdate({ target: [findings.ingestionId, findings.id], set: found });
}
