import { and, asc, desc, eq, inArray, lt, sql } from "drizzle-orm";
import type { z } from "zod";
import type { Severity } from "#engine";
import type { Finding, FindingState } from "#contracts/finding.ts";
import { findings, ingestions } from "#db/schema/index.ts";
import { AppError } from "#lib/errors.ts";
import { inScope, own, type Scope, type Tx } from "#lib/scope.ts";
import { findIngestion, type InIngestion } from "./ingestions.ts";
import { activeNotes } from "./suppressions.ts";

type View = z.input<typeof Finding>;
type Row = typeof findings.$inferSelect;

/** The worst first, then the surest. */
export function listFindings(scope: Scope, input: InIngestion): Promise<{ items: View[] }> {
  return inScope(scope, async (tx) => {
    const { id } = await findIngestion(tx, scope, input);
    return { items: await findingsOf(tx, scope, id) };
  });
}

export function updateFinding(
  scope: Scope,
  input: InIngestion & { findingId: string; state: z.infer<typeof FindingState>; reason?: string | undefined },
): Promise<View> {
  return inScope(scope, async (tx) => {
    const { id } = await findIngestion(tx, scope, input);
    const decided = { stateReason: input.reason ?? null, stateBy: scope.actor.name, stateAt: new Date() };
    const [row] = await tx
      .update(findings)
      .set({ state: input.state, ...decided })
      .where(own(scope, findings, eq(findings.ingestionId, id), eq(findings.id, input.findingId)))
      .returning();
    const [view] = row === undefined ? [] : await toFindings(tx, scope, id, [row]);
    if (view === undefined) throw new AppError("not_found", "There is no such finding here.");
    return view;
  });
}

export async function findingsOf(tx: Tx, scope: Scope, ingestionId: string): Promise<View[]> {
  const rows = await tx
    .select()
    .from(findings)
    .where(own(scope, findings, eq(findings.ingestionId, ingestionId)))
    .orderBy(asc(findings.severity), desc(findings.confidence), asc(findings.id));
  return toFindings(tx, scope, ingestionId, rows);
}

/** Findings by the fingerprint of each group they claim. */
export async function findingsByGroup(tx: Tx, scope: Scope, ingestionId: string) {
  const rows = await tx
    .select({ finding: findings.finding })
    .from(findings)
    .where(own(scope, findings, eq(findings.ingestionId, ingestionId)))
    .orderBy(asc(findings.severity), asc(findings.id));
  const byGroup = new Map<string, { id: string; title: string; severity: Severity }[]>();
  for (const { finding } of rows) {
    const { id, title, severity } = finding;
    for (const group of finding.groups) byGroup.set(group, [...(byGroup.get(group) ?? []), { id, title, severity }]);
  }
  return byGroup;
}

async function toFindings(tx: Tx, scope: Scope, ingestionId: string, rows: readonly Row[]): Promise<View[]> {
  const earlier = await seenBefore(
    tx,
    scope,
    ingestionId,
    rows.map(({ rule }) => rule),
  );
  const notes = await activeNotes(tx, scope);
  return rows.map(({ finding, state, stateReason, stateBy, suppressionId, rule }) => ({
    ...finding,
    state,
    stateReason,
    stateBy,
    suppression: notes.get(suppressionId ?? "") ?? null,
    seenBefore: earlier.get(rule) ?? null,
  }));
}

/** For each rule the latest earlier ingestion in which it fired, and how many there were. */
async function seenBefore(tx: Tx, scope: Scope, ingestionId: string, rules: readonly string[]) {
  const met = tx
    .select({
      rule: findings.rule,
      last: sql<string>`max(${findings.ingestionId}::text)::uuid`.as("last"),
      ingestions: sql<number>`count(distinct ${findings.ingestionId})::int`.as("ingestions"),
    })
    .from(findings)
    .where(and(own(scope, findings, inArray(findings.rule, [...rules])), lt(findings.ingestionId, ingestionId)))
    .groupBy(findings.rule)
    .as("met");
  const found = await tx
    .select({
      rule: met.rule,
      ingestionId: ingestions.id,
      ingestion: ingestions.name,
      at: ingestions.createdAt,
      ingestions: met.ingestions,
    })
    .from(met)
    .innerJoin(ingestions, eq(ingestions.id, met.last));
  return new Map<string, View["seenBefore"]>(
    found.map(({ rule, at, ...seen }) => [rule, { ...seen, at: at.toISOString() }]),
  );
}
