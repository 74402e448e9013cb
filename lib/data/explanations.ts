import { and, eq, desc } from "drizzle-orm";
import { explainFinding, explainGroup, type Explanation, type Finding } from "#engine";
import { Id } from "#contracts/endpoint.ts";
import type { Explained, ModelExplanation } from "#contracts/event.ts";
import { modelExplanations } from "#db/schema/index.ts";
import { env } from "#lib/env.ts";
import { AppError } from "#lib/errors.ts";
import { questionOf } from "#lib/llm/ask.ts";
import type { EvidencePack } from "#lib/llm/evidence-pack.ts";
import { providerOf } from "#lib/llm/provider.ts";
import { inScope, own, type Scope, type Tx } from "#lib/scope.ts";
import { copyEvidence } from "./evidence.ts";
import { evidenceOfFinding, evidenceOfGroup, type Evidence } from "./explain-evidence.ts";
import { groupSeenBefore, loadExplainContext, loadGroups, ruleSeenBefore } from "./explain-context.ts";
import type { InIngestion } from "./ingestions.ts";

export interface Subject extends InIngestion {
  subject: "group" | "finding";
  /** Group or finding id. */
  ref: string;
}

/** The built-in explanation, and the latest that a model gave. Calls nobody. */
export function getExplanation(scope: Scope, input: Subject): Promise<Explained> {
  return inScope(scope, async (tx) => {
    const { builtIn } = await explain(tx, scope, input);
    const [row] = await tx
      .select()
      .from(modelExplanations)
      .where(ofSubject(scope, input))
      .orderBy(desc(modelExplanations.createdAt))
      .limit(1);
    return { builtIn, model: row === undefined ? null : shown(row, true), provider: configured() };
  });
}

/** Asks the configured model, unless it has answered the same question over the same evidence before. */
export async function askModel(scope: Scope, input: Subject): Promise<Explained> {
  const provider = providerOf(env());
  if (provider === null) {
    throw new AppError(
      "unavailable",
      "No model is configured here. Whoever runs this server sets GROQ_API_KEY or AI_BASE_URL.",
    );
  }
  const { builtIn, pack } = await inScope(scope, async (tx) => {
    const explained = await explain(tx, scope, input);
    return { builtIn: explained.builtIn, pack: await packOf(tx, scope, input, explained.evidence) };
  });
  const question = questionOf(pack, provider);
  const known = await inScope(scope, (tx) => cachedAnswer(tx, scope, input, question.cacheKey));
  if (known !== undefined) return { builtIn, model: shown(known, true), provider: configured() };
  // Outside any transaction: a model may take a minute
  const explanation = await question.ask();
  const row = {
    orgId: scope.orgId,
    projectId: input.projectId,
    ingestionId: input.ingestionId,
    cacheKey: question.cacheKey,
    subject: input.subject,
    ref: input.ref,
    provider: provider.name,
    model: provider.model,
    explanation,
    createdAt: new Date(),
  };
  await inScope(scope, (tx) => tx.insert(modelExplanations).values(row).onConflictDoNothing());
  return { builtIn, model: shown(row, false), provider: configured() };
}

async function explain(tx: Tx, scope: Scope, input: Subject): Promise<{ builtIn: Explanation; evidence: Evidence }> {
  const context = await loadExplainContext(tx, scope, input);
  if (input.subject === "group") {
    const ids = Id.safeParse(input.ref).success ? [input.ref] : [];
    const [group] = await loadGroups(tx, scope, input, { ids });
    if (group === undefined) throw new AppError("not_found", "There is no such group in this ingestion.");
    const seenBefore = await groupSeenBefore(tx, scope, input, group.id);
    const builtIn = explainGroup(group.digest, { ...context, seenBefore });
    return { builtIn, evidence: evidenceOfGroup(group.digest, context, builtIn) };
  }
  const finding = findingOf([...context.findings, ...context.hidden], input.ref);
  const matched = (await loadGroups(tx, scope, input, { fingerprints: finding.groups })).map(({ digest }) => digest);
  const seenBefore = await ruleSeenBefore(tx, scope, input, finding.rule);
  const builtIn = explainFinding(finding, matched, { ...context, seenBefore });
  return { builtIn, evidence: evidenceOfFinding(finding, matched, context, builtIn) };
}

function findingOf(findings: readonly Finding[], id: string): Finding {
  const finding = findings.find((one) => one.id === id);
  if (finding === undefined) throw new AppError("not_found", "There is no such finding in this ingestion.");
  return finding;
}

async function packOf(tx: Tx, scope: Scope, at: InIngestion, { seqs, ...evidence }: Evidence): Promise<EvidencePack> {
  const lines = await copyEvidence(tx, scope, at, seqs);
  return {
    ...evidence,
    lines: lines.map(({ seq, timestamp, level, service, raw }) => ({ seq, timestamp, level, service, text: raw })),
  };
}

async function cachedAnswer(tx: Tx, scope: Scope, input: Subject, cacheKey: string) {
  const [row] = await tx
    .select()
    .from(modelExplanations)
    .where(and(ofSubject(scope, input), eq(modelExplanations.cacheKey, cacheKey)));
  return row;
}

function ofSubject(scope: Scope, { ingestionId, subject, ref }: Subject) {
  const { ingestionId: ingestion, subject: kind, ref: id } = modelExplanations;
  return own(scope, modelExplanations, eq(ingestion, ingestionId), eq(kind, subject), eq(id, ref));
}

function configured(): Explained["provider"] {
  const provider = providerOf(env());
  return provider === null ? null : { name: provider.name, model: provider.model };
}

type Row = Pick<typeof modelExplanations.$inferSelect, "explanation" | "provider" | "model" | "createdAt">;

function shown({ explanation, provider, model, createdAt }: Row, cached: boolean): ModelExplanation {
  const { evidence: _, ...sections } = explanation;
  const claims = Object.values(sections).flat();
  const supported = claims.filter((claim) => claim.status === "supported").length;
  return {
    explanation,
    provider,
    model,
    createdAt: createdAt.toISOString(),
    cached,
    supported,
    unsupported: claims.length - supported,
  };
}
