import { z } from "./zod.ts";
import { endpoint, Id, pageOf, PageQuery, Timestamp } from "./endpoint.ts";
import { ingestionParams } from "./address.ts";

export const REPORT_SECTIONS = [
  "summary",
  "impact",
  "timeline",
  "rootCause",
  "detection",
  "resolution",
  "actionItems",
] as const;
export type ReportSection = (typeof REPORT_SECTIONS)[number];

/** A cited line, copied into the report so that it proves itself when the log is gone. */
export const EvidenceLine = z.object({
  seq: z.number(),
  source: z.string(),
  line: z.number(),
  timestamp: z.string().nullable(),
  level: z.string().nullable(),
  service: z.string().nullable(),
  /** The raw bytes as text, cut at 4,000 characters. */
  raw: z.string(),
  /** SHA-256 (hex) of the raw bytes of the whole event. */
  sha256: z.string(),
});
export type EvidenceLine = z.infer<typeof EvidenceLine>;

/** A postmortem draft. Sections are prose (see the engine's prose markup), lists are lines that begin with `- `. */
export const Report = z.object({
  id: Id,
  projectId: Id,
  /** Null once the ingestion is deleted. */
  ingestionId: Id.nullable(),
  ingestionName: z.string(),
  title: z.string().trim().min(1).max(200),
  status: z.enum(["draft", "published"]),
  sections: z.record(z.enum(REPORT_SECTIONS), z.string().max(50_000)),
  evidence: z.array(EvidenceLine),
  /** Rises with each save; a save based on an older one is refused as a conflict. */
  version: z.number(),
  updatedAt: Timestamp,
  updatedBy: z.string(),
});
export type Report = z.infer<typeof Report>;

const params = z.object({ projectId: Id, reportId: Id });
export const listReports = endpoint({
  method: "GET",
  path: "/projects/{projectId}/reports",
  summary: "Reports of a project, newest first",
  permission: "member",
  params: z.object({ projectId: Id }),
  query: PageQuery,
  response: pageOf(
    Report.pick({
      id: true,
      title: true,
      status: true,
      ingestionId: true,
      ingestionName: true,
      updatedAt: true,
      updatedBy: true,
    }),
  ),
});
export const draftReport = endpoint({
  method: "POST",
  path: "/projects/{projectId}/ingestions/{ingestionId}/report",
  summary: "The report of an ingestion; drafted from its story when there is none",
  permission: "member",
  params: ingestionParams,
  response: Report,
});
export const getReport = endpoint({
  method: "GET",
  path: "/projects/{projectId}/reports/{reportId}",
  summary: "One report",
  permission: "member",
  params,
  response: Report,
});
export const updateReport = endpoint({
  method: "PUT",
  path: "/projects/{projectId}/reports/{reportId}",
  summary: "Save a report; lines newly cited are copied into it",
  permission: "member",
  params,
  body: Report.pick({ title: true, status: true, sections: true, version: true }),
  response: Report,
});
export const removeReport = endpoint({
  method: "DELETE",
  path: "/projects/{projectId}/reports/{reportId}",
  summary: "Delete a report",
  permission: "member",
  params,
  response: z.object({}),
});
export const exportReport = endpoint({
  method: "GET",
  path: "/projects/{projectId}/reports/{reportId}/export",
  summary: "The report as a file",
  permission: "member",
  params,
  query: z.object({ format: z.enum(["markdown", "html", "json"]).default("markdown") }),
  response: "stream",
});
