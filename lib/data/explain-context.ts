import { and, eq, inArray, sql } from "drizzle-orm";
import type { ExplainContext, Finding, GroupDigest, SeenBefore } from "#engine";
import { findings, groups, ingestionGroups, ingestions, suppressions } from "#db/schema/index.ts";
import { AppError } from "#lib/errors.ts";
import { own, type Scope, type Tx } from "#lib/scope.ts";
import type { InIngestion } from "./ingestions.ts";
import { isActive } from "./suppressions.ts";

/** What explanations of one ingestion share; findings that a suppression hides stand apart. Throws `conflict` while the analysis has not told its story. */
export async function loadExplainContext(
  tx: Tx,
  scope: Scope,
  { ingestionId }: InIngestion,
): Promise<Omit<ExplainContext, "seenBefore"> & { hidden: Finding[] }> {
  const [row] = await tx
    .select({ events: ingestions.events, histogram: ingestions.histogram, story: ingestions.story })
    .from(ingestions)
    .where(own(scope, ingestions, eq(ingestions.id, ingestionId)));
  if (row === undefined) throw new AppError("not_found", "There is no such ingestion.");
  if (row.story === null) throw new AppError("conflict", "The analysis has not ended yet. Try again when it has.");
  const found = await tx
    .select({ finding: findings.finding, suppressionId: suppressions.id })
    .from(findings)
    .leftJoin(suppressions, and(eq(suppressions.id, findings.suppressionId), isActive()))
    .where(own(scope, findings, eq(findings.ingestionId, ingestionId)))
    .orderBy(findings.severity, findings.id);
  const [shown, hidden] = [found.filter(isShown), found.filter((one) => !isShown(one))];
  return {
    events: row.events,
    axis: row.histogram?.axis ?? { startMs: 0, binMs: 1000, bins: 0 },
    findings: shown.map(({ finding }) => finding),
    hidden: hidden.map(({ finding }) => finding),
    story: row.story,
  };
}

const isShown = ({ suppressionId }: { suppressionId: string | null }): boolean => suppressionId === null;

export interface StoredGroup {
  id: string;
  digest: GroupDigest;
}

/** Groups of an ingestion as the engine knows them, by id or by fingerprint. */
export async function loadGroups(
  tx: Tx,
  scope: Scope,
  { ingestionId }: InIngestion,
  wanted: { ids: readonly string[] } | { fingerprints: readonly string[] },
): Promise<StoredGroup[]> {
  const keys = "ids" in wanted ? wanted.ids : wanted.fingerprints;
  if (keys.length === 0) return [];
  const rows = await tx
    .select({ group: groups, here: ingestionGroups })
    .from(ingestionGroups)
    .innerJoin(groups, eq(groups.id, ingestionGroups.groupId))
    .where(
      own(
        scope,
        ingestionGroups,
        eq(ingestionGroups.ingestionId, ingestionId),
        inArray("ids" in wanted ? groups.id : groups.fingerprint, [...keys]),
      ),
    );
  return rows.map(({ group, here }) => ({
    id: group.id,
    digest: {
      fingerprint: group.fingerprint,
      members: here.members,
      template: group.template,
      format: group.format,
      count: here.count,
      firstSeq: here.firstSeq,
      lastSeq: here.lastSeq,
      firstMs: here.firstAt?.getTime() ?? null,
      lastMs: here.lastAt?.getTime() ?? null,
      levels: here.levels,
      services: here.services,
      sources: {},
      bins: here.bins,
      examples: here.examples,
      ...(group.exception === null ? {} : { exception: group.exception }),
    },
  }));
}

/** Earlier ingestions of the project in which a group occurred; null when there is none. Earlier ids are smaller. */
export async function groupSeenBefore(
  tx: Tx,
  scope: Scope,
  at: InIngestion,
  groupId: string,
): Promise<SeenBefore | null> {
  const rows = await tx
    .select({ id: ingestions.id, name: ingestions.name, at: ingestions.createdAt, count: ingestionGroups.count })
    .from(ingestionGroups)
    .innerJoin(ingestions, eq(ingestions.id, ingestionGroups.ingestionId))
    .where(own(scope, ingestionGroups, eq(ingestionGroups.groupId, groupId), sql`${ingestions.id} < ${at.ingestionId}`))
    .orderBy(sql`${ingestions.id} desc`)
    .limit(1000);
  return seenBeforeOf(rows);
}

/** Earlier ingestions of the project in which the same rule fired. */
export async function ruleSeenBefore(
  tx: Tx,
  scope: Scope,
  at: InIngestion,
  rule: Finding["rule"],
): Promise<SeenBefore | null> {
  const rows = await tx
    .select({
      id: ingestions.id,
      name: ingestions.name,
      at: ingestions.createdAt,
      count: sql<number>`sum((${findings.finding} ->> 'count')::numeric)`.mapWith(Number),
    })
    .from(findings)
    .innerJoin(ingestions, eq(ingestions.id, findings.ingestionId))
    .where(own(scope, findings, eq(findings.rule, rule), sql`${ingestions.id} < ${at.ingestionId}`))
    .groupBy(ingestions.id)
    .orderBy(sql`${ingestions.id} desc`)
    .limit(1000);
  return seenBeforeOf(rows);
}

function seenBeforeOf(rows: readonly { id: string; name: string; at: Date; count: number }[]): SeenBefore | null {
  const [latest] = rows;
  if (latest === undefined) return null;
  return {
    ingestion: latest.name,
    ingestionId: latest.id,
    at: latest.at.toISOString(),
    count: rows.reduce((sum, row) => sum + row.count, 0),
    ingestions: rows.length,
  };
}
