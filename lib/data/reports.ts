import { and, asc, desc, eq, lt, or, sql } from "drizzle-orm";
import { z } from "zod";
import { parseProse } from "#engine";
import { REPORT_SECTIONS, type EvidenceLine, type Report, type ReportSection } from "#contracts/report.ts";
import { reportEvidence, reports } from "#db/schema/index.ts";
import { AppError } from "#lib/errors.ts";
import { newId } from "#lib/ids.ts";
import { reportFile, type ReportFormat } from "#lib/report/export.ts";
import { inScope, own, type Scope, type Tx } from "#lib/scope.ts";
import { slugOf } from "#lib/slug.ts";
import { recordAudit } from "./audit.ts";
import { decodeCursor, pageOfRows } from "./cursor.ts";
import { copyEvidence } from "./evidence.ts";
import type { InIngestion } from "./ingestions.ts";
import { loadDraft } from "./report-draft.ts";

interface InReport {
  projectId: string;
  reportId: string;
}
type Row = typeof reports.$inferSelect;
type Summary = Pick<Report, "id" | "title" | "status" | "ingestionId" | "ingestionName" | "updatedAt" | "updatedBy">;

const ORDER = "reports";
const Keys = z.tuple([z.iso.datetime(), z.uuid()]);
/** Lines that one report copies at most, and how far a cited range is followed. */
const MAX_EVIDENCE = 500;
const MAX_RANGE = 50;

/** Last changed first. */
export function listReports(
  scope: Scope,
  { cursor, limit }: { cursor?: string | undefined; limit: number },
): Promise<{ items: Summary[]; nextCursor: string | null }> {
  const after = cursor === undefined ? null : decodeCursor(ORDER, Keys, cursor);
  const { updatedAt, id } = reports;
  return inScope(scope, async (tx) => {
    const from =
      after === null
        ? undefined
        : or(lt(updatedAt, new Date(after[0])), and(eq(updatedAt, new Date(after[0])), lt(id, after[1])));
    const rows = await tx
      .select()
      .from(reports)
      .where(own(scope, reports, from))
      .orderBy(desc(updatedAt), desc(id))
      .limit(limit + 1);
    const page = pageOfRows(rows, limit, ORDER, (row) => [row.updatedAt.toISOString(), row.id]);
    return { ...page, items: page.items.map((row) => ({ ...row, updatedAt: row.updatedAt.toISOString() })) };
  });
}

/** The report of an ingestion; the first call drafts it. Throws `conflict` while the analysis has not ended. */
export function draftReport(scope: Scope, at: InIngestion): Promise<Report> {
  return inScope(scope, async (tx) => {
    const [existing] = await tx
      .select()
      .from(reports)
      .where(own(scope, reports, eq(reports.ingestionId, at.ingestionId)));
    if (existing !== undefined) return shown(tx, scope, existing);
    const { name, draft } = await loadDraft(tx, scope, at);
    const [made] = await tx
      .insert(reports)
      .values({
        id: newId(),
        orgId: scope.orgId,
        projectId: at.projectId,
        ingestionId: at.ingestionId,
        ingestionName: name,
        ...draft,
        updatedBy: scope.actor.name,
      })
      .onConflictDoNothing()
      .returning();
    // Another request drafted it in this moment
    const row =
      made ??
      (
        await tx
          .select()
          .from(reports)
          .where(own(scope, reports, eq(reports.ingestionId, at.ingestionId)))
      )[0];
    if (row === undefined) throw new AppError("conflict", "The report was deleted in this moment. Try again.");
    if (made !== undefined) await copyCited(tx, scope, made);
    return shown(tx, scope, row);
  });
}

export function getReport(scope: Scope, input: InReport): Promise<Report> {
  return inScope(scope, async (tx) => shown(tx, scope, await rowOf(tx, scope, input)));
}

/** Saves it, and copies lines newly cited. Throws `conflict` when someone saved since `version`. */
export function updateReport(
  scope: Scope,
  input: InReport & Pick<Report, "title" | "status" | "sections" | "version">,
): Promise<Report> {
  const { title, status, sections, version } = input;
  return inScope(scope, async (tx) => {
    const [row] = await tx
      .update(reports)
      .set({ title, status, sections, version: version + 1, updatedAt: sql`now()`, updatedBy: scope.actor.name })
      .where(own(scope, reports, eq(reports.id, input.reportId), eq(reports.version, version)))
      .returning();
    if (row === undefined) {
      const current = await rowOf(tx, scope, input);
      throw new AppError(
        "conflict",
        `${current.updatedBy} saved this report after you opened it. Copy what you changed, load it again, and put it in.`,
      );
    }
    await copyCited(tx, scope, row);
    return shown(tx, scope, row);
  });
}

export function removeReport(scope: Scope, input: InReport): Promise<Record<string, never>> {
  return inScope(scope, async (tx) => {
    const row = await rowOf(tx, scope, input);
    await tx.delete(reports).where(own(scope, reports, eq(reports.id, input.reportId)));
    await recordAudit(tx, scope, "report.deleted", row.title);
    return {};
  });
}

export async function exportReport(
  scope: Scope,
  { format, ...input }: InReport & { format: ReportFormat },
): Promise<Response> {
  const report = await getReport(scope, input);
  const { extension, type, text } = reportFile(report, format);
  const name = `${slugOf(report.title, "report")}.${extension}`;
  return new Response(text, {
    headers: { "content-type": type, "content-disposition": `attachment; filename="${name}"` },
  });
}

/** Lines once copied stay, so that a citation taken out and put back still proves itself when the log is gone. */
async function copyCited(tx: Tx, scope: Scope, row: Row): Promise<void> {
  if (row.ingestionId === null) return;
  const have = await tx
    .select({ seq: reportEvidence.seq })
    .from(reportEvidence)
    .where(own(scope, reportEvidence, eq(reportEvidence.reportId, row.id)));
  const known = new Set(have.map(({ seq }) => seq));
  const missing = citedSeqs(row.sections)
    .filter((seq) => !known.has(seq))
    .slice(0, Math.max(0, MAX_EVIDENCE - known.size));
  const lines = await copyEvidence(tx, scope, { projectId: row.projectId, ingestionId: row.ingestionId }, missing);
  const owner = { orgId: row.orgId, projectId: row.projectId, reportId: row.id };
  if (lines.length > 0)
    await tx
      .insert(reportEvidence)
      .values(lines.map((line) => ({ ...owner, ...line })))
      .onConflictDoNothing();
}

/** In the order of the report; a range gives all its lines while it is short, else its ends. */
function citedSeqs(sections: Readonly<Record<string, string>>): number[] {
  const seqs = new Set<number>();
  for (const section of REPORT_SECTIONS) {
    for (const span of parseProse(sections[section] ?? "")) {
      if (span.kind !== "cite") continue;
      const length = span.to - span.from;
      const all =
        length >= 0 && length < MAX_RANGE
          ? Array.from({ length: length + 1 }, (_, at) => span.from + at)
          : [span.from, span.to];
      for (const seq of all) if (seq > 0 && seq <= MAX_SEQ) seqs.add(seq);
    }
  }
  return [...seqs];
}
/** PostgreSQL's integer. */
const MAX_SEQ = 2 ** 31 - 1;

async function rowOf(tx: Tx, scope: Scope, { reportId }: InReport): Promise<Row> {
  const [row] = await tx
    .select()
    .from(reports)
    .where(own(scope, reports, eq(reports.id, reportId)));
  if (row === undefined) throw new AppError("not_found", "There is no such report.");
  return row;
}

async function shown(tx: Tx, scope: Scope, row: Row): Promise<Report> {
  const copied = await tx
    .select()
    .from(reportEvidence)
    .where(own(scope, reportEvidence, eq(reportEvidence.reportId, row.id)))
    .orderBy(asc(reportEvidence.seq));
  const cited = new Set(citedSeqs(row.sections));
  const evidence: EvidenceLine[] = copied.filter(({ seq }) => cited.has(seq));
  return {
    id: row.id,
    projectId: row.projectId,
    ingestionId: row.ingestionId,
    ingestionName: row.ingestionName,
    title: row.title,
    status: row.status,
    sections: sectionsOf(row.sections),
    evidence,
    version: row.version,
    updatedAt: row.updatedAt.toISOString(),
    updatedBy: row.updatedBy,
  };
}

function sectionsOf(stored: Readonly<Record<string, string>>): Record<ReportSection, string> {
  const text = (section: ReportSection) => stored[section] ?? "";
  return {
    summary: text("summary"),
    impact: text("impact"),
    timeline: text("timeline"),
    rootCause: text("rootCause"),
    detection: text("detection"),
    resolution: text("resolution"),
    actionItems: text("actionItems"),
  };
}
