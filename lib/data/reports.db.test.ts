import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { makeTenant } from "#db/testing/database.ts";
import { receiveFiles, ingest } from "#lib/pipeline/testing/ingest.ts";
import { removeIngestion } from "./ingestions.ts";
import { draftReport, exportReport, getReport, listReports, removeReport, updateReport } from "./reports.ts";

const line = (n: number) =>
  `2026-11-17T02:00:${String(n).padStart(2, "0")}Z ERROR api: could not get a connection from pool orders after ${n}000 ms`;
const LOG = Array.from({ length: 40 }, (_, n) => line(n)).join("\n");

async function drafted() {
  const tenant = await makeTenant();
  const { id: ingestionId } = await ingest(tenant.admin, { "api.log": LOG });
  const report = await draftReport(tenant.admin, { projectId: tenant.projectId, ingestionId });
  return { ...tenant, ingestionId, report };
}

describe("a report", () => {
  it("is drafted once from the story, with the cited lines and their hashes", async () => {
    const { admin, projectId, ingestionId, report } = await drafted();
    expect(report).toMatchObject({ status: "draft", version: 1, updatedBy: "Acme admin", ingestionId });
    for (const section of Object.values(report.sections)) expect(section).not.toBe("");
    expect(report.evidence.length).toBeGreaterThan(0);
    for (const { seq, source, line: at, raw, sha256 } of report.evidence) {
      expect([source, at, raw]).toEqual(["api.log", seq, line(seq - 1)]);
      expect(sha256).toBe(createHash("sha256").update(raw).digest("hex"));
    }
    expect(await draftReport(admin, { projectId, ingestionId })).toEqual(report);
  });

  it("is one, when two ask at the same moment", async () => {
    const { admin, projectId } = await makeTenant();
    const { id: ingestionId } = await ingest(admin, { "api.log": LOG });
    const [one, other] = await Promise.all([1, 2].map(() => draftReport(admin, { projectId, ingestionId })));
    expect(one?.id).toBe(other?.id);
    expect((await listReports(admin, { limit: 10 })).items).toHaveLength(1);
  });

  it("waits for the analysis", async () => {
    const { admin, projectId } = await makeTenant();
    const { id: ingestionId } = await receiveFiles(admin, { "api.log": LOG });
    await expect(draftReport(admin, { projectId, ingestionId })).rejects.toMatchObject({ code: "conflict" });
  });

  it("copies lines newly cited, ranges too, and forgets none", async () => {
    const { admin, projectId, report } = await drafted();
    const at = { projectId, reportId: report.id, title: "New", status: "published" as const };
    const sections = { ...report.sections, summary: "See [30-32], [39] and [4000]." };
    const saved = await updateReport(admin, { ...at, sections, version: 1 });
    expect(saved).toMatchObject({ title: "New", status: "published", version: 2 });
    const seqs = saved.evidence.map(({ seq }) => seq);
    expect(seqs).toEqual(expect.arrayContaining([30, 31, 32, 39]));
    expect(seqs).not.toContain(4000);
    const emptied = await updateReport(admin, { ...at, sections: { ...sections, summary: "" }, version: 2 });
    expect(emptied.evidence.map(({ seq }) => seq)).not.toContain(39);
  });

  it("refuses a save over somebody else's", async () => {
    const { admin, projectId, report } = await drafted();
    const change = { projectId, reportId: report.id, title: "A", status: "draft" as const, sections: report.sections };
    await updateReport(admin, { ...change, version: 1 });
    await expect(updateReport(admin, { ...change, title: "B", version: 1 })).rejects.toMatchObject({
      code: "conflict",
    });
    expect(await getReport(admin, change)).toMatchObject({ title: "A", version: 2 });
  });

  it("proves itself after its ingestion is gone, even for a line put back later", async () => {
    const { admin, projectId, ingestionId, report } = await drafted();
    const at = { projectId, reportId: report.id, title: report.title, status: report.status };
    const cited = await updateReport(admin, { ...at, sections: { ...report.sections, impact: "[25]" }, version: 1 });
    await updateReport(admin, { ...at, sections: report.sections, version: 2 });
    await removeIngestion(admin, { projectId, ingestionId });
    const orphan = await getReport(admin, at);
    expect(orphan).toMatchObject({ ingestionId: null, ingestionName: report.ingestionName });
    expect(orphan.evidence).toEqual(report.evidence);
    const again = await updateReport(admin, { ...at, sections: { ...report.sections, impact: "[25]" }, version: 3 });
    expect(again.evidence).toEqual(cited.evidence);
  });

  it("leaves as a file", async () => {
    const { admin, projectId, report } = await drafted();
    for (const [format, type] of [
      ["markdown", "text/markdown"],
      ["html", "text/html"],
      ["json", "application/json"],
    ] as const) {
      const response = await exportReport(admin, { projectId, reportId: report.id, format });
      expect(response.headers.get("content-type")).toContain(type);
      expect(response.headers.get("content-disposition")).toMatch(/^attachment; filename="[\w.-]+"$/);
      expect(await response.text()).toContain(report.evidence[0]?.sha256);
    }
  });

  it("is listed, removed, and no other tenant's", async () => {
    const [{ admin, projectId, report }, theirs] = [await drafted(), await drafted()];
    expect((await listReports(admin, { limit: 1 })).items).toMatchObject([{ id: report.id, title: report.title }]);
    const foreign = { projectId, reportId: theirs.report.id };
    await expect(getReport(admin, foreign)).rejects.toMatchObject({ code: "not_found" });
    await expect(removeReport(admin, foreign)).rejects.toMatchObject({ code: "not_found" });
    await removeReport(admin, { projectId, reportId: report.id });
    expect((await listReports(admin, { limit: 1 })).items).toEqual([]);
  });
});
