import { asc, eq } from "drizzle-orm";
import { explainFinding } from "#engine";
import { ingestions, sources } from "#db/schema/index.ts";
import { AppError } from "#lib/errors.ts";
import { draftReport, type Draft } from "#lib/report/draft.ts";
import { own, type Scope, type Tx } from "#lib/scope.ts";
import { loadExplainContext, loadGroups } from "./explain-context.ts";
import type { InIngestion } from "./ingestions.ts";

/** The ingestion's name, and a report drafted from what the analysis stored. Throws `conflict` while it has not ended. */
export async function loadDraft(tx: Tx, scope: Scope, at: InIngestion): Promise<{ name: string; draft: Draft }> {
  const context = await loadExplainContext(tx, scope, at);
  const [ingestion] = await tx
    .select()
    .from(ingestions)
    .where(own(scope, ingestions, eq(ingestions.id, at.ingestionId)));
  if (ingestion === undefined) throw new AppError("not_found", "There is no such ingestion.");
  const files = await tx
    .select({ name: sources.name })
    .from(sources)
    .where(own(scope, sources, eq(sources.ingestionId, at.ingestionId)))
    .orderBy(asc(sources.index));
  const matched = await loadGroups(tx, scope, at, {
    fingerprints: [...new Set(context.findings.flatMap(({ groups }) => groups))],
  });
  const fixes = context.findings.map((finding) => {
    const mine = matched.map(({ digest }) => digest).filter(({ fingerprint }) => finding.groups.includes(fingerprint));
    const { durableFixes } = explainFinding(finding, mine, { ...context, seenBefore: null });
    return [finding.id, durableFixes.map(({ text }) => text)] as const;
  });
  const draft = draftReport({
    ingestion: ingestion.name,
    story: context.story,
    findings: context.findings,
    fixes: Object.fromEntries(fixes),
    events: ingestion.events,
    sources: files.map(({ name }) => name),
    firstMs: ingestion.firstAt?.getTime() ?? null,
    lastMs: ingestion.lastAt?.getTime() ?? null,
  });
  return { name: ingestion.name, draft };
}
