import { z } from "./zod.ts";
import { endpoint, Id, Nothing, pageOf, PageQuery, Timestamp } from "./endpoint.ts";
import {
  Bins,
  Category,
  EngineQuality,
  EngineStory,
  LevelCounts,
  LevelOrUnknown,
  Seq,
  Severity,
  TimeAxis,
} from "./engine-shapes.ts";
import { Finding } from "./finding.ts";
import { Group } from "./group.ts";
import { ingestionAt as at, ingestionParams, projectParams as project } from "./address.ts";

/** What the expanded text of one ingestion may have at most; a gzip bomb ends here. */
export const MAX_EXPANDED_BYTES = 2 * 1024 ** 3;

export const MAX_SOURCES = 200;

export const IngestionStatus = z.enum(["receiving", "queued", "running", "done", "failed", "cancelled"]);
export type IngestionStatus = z.infer<typeof IngestionStatus>;

export const STAGES = ["received", "read", "grouped", "detected", "told"] as const;

/** One stage of the work: `done` and `total` in its own unit (bytes for read, else things). */
export const Stage = z.object({
  stage: z.enum(STAGES),
  state: z.enum(["waiting", "running", "done", "failed"]),
  done: z.number(),
  total: z.number().nullable(),
  unit: z.enum(["bytes", "events", "groups", "findings", "answers"]),
});
export type Stage = z.infer<typeof Stage>;

export const Source = z.object({
  index: z.number(),
  name: z.string(),
  bytes: z.number(),
  sha256: z.string(),
  /** The archive it came out of, if any. */
  archive: z.string().nullable(),
  zone: z.string().nullable(),
  quality: EngineQuality.nullable(),
});
export type Source = z.infer<typeof Source>;

/** Two lines of different sources that are the same moment: the clock of `source` is ahead of that of `than`. */
export const ClockMark = z.object({
  seq: z.number(),
  source: z.string(),
  sameAs: z.number(),
  than: z.string(),
  /** Milliseconds; negative when it is behind. */
  aheadMs: z.number(),
});
export type ClockMark = z.infer<typeof ClockMark>;

export const Ingestion = z.object({
  id: Id,
  projectId: Id,
  name: z.string(),
  origin: z.enum(["paste", "upload", "demo", "api"]),
  createdBy: z.string(),
  createdAt: Timestamp,
  status: IngestionStatus,
  /** What failed and what to do, in words for a person; null unless failed. */
  failure: z.string().nullable(),
  stages: z.array(Stage),
  /** Events a second while reading, over the last commits; null when not reading. */
  eventsPerSecond: z.number().nullable(),
  bytes: z.number(),
  sources: z.array(Source),
  events: z.number(),
  groups: z.number(),
  findings: z.number(),
  worst: Severity.nullable(),
  levels: LevelCounts,
  firstAt: Timestamp.nullable(),
  lastAt: Timestamp.nullable(),
  /** Errors and fatals, and everything, over its span: 48 bins, for the sparkline. */
  sparkline: z.object({ all: z.array(z.number()), errors: z.array(z.number()) }),
  /** Demo scenario that made it, if any. */
  scenario: z.string().nullable(),
  /** Lines that a person set as the same moment. */
  clocks: z.array(ClockMark),
  /** Clocks or suppressions changed; the story is about to be told again. */
  outdated: z.boolean(),
});
export type Ingestion = z.infer<typeof Ingestion>;

export const Histogram = z.object({ axis: TimeAxis, levels: z.partialRecord(LevelOrUnknown, Bins) });
export type Histogram = z.infer<typeof Histogram>;

export const Overview = z.object({
  story: EngineStory.nullable(),
  histogram: Histogram,
  findings: z.array(Finding),
  coverage: z.object({ eventsNotLookedAt: z.number(), unexplainedGroups: z.number() }),
  topGroups: z.array(Group),
  sources: z.array(Source),
});
export type Overview = z.infer<typeof Overview>;

export const DemoScenario = z.object({
  id: z.string(),
  title: z.string(),
  summary: z.string(),
  services: z.array(z.string()),
});

export const AnswerKey = z.object({
  findings: z.array(z.object({ category: Category, service: z.string() })),
  firstDomino: z.object({ service: z.string(), category: Category }).nullable(),
  order: z.array(z.string()),
  forbidden: z.array(Category),
  incident: z.boolean(),
});

export const createIngestion = endpoint({
  method: "POST",
  path: "/projects/{projectId}/ingestions",
  summary:
    "Send a log: the body as it is (`curl --data-binary @app.log`), or multipart/form-data with several files. Gzip, zip, zstd and tar.gz are expanded",
  permission: "ingest",
  params: project,
  query: z.object({
    /** Name of the ingestion; made from the first file's name and the date when absent. */
    name: z.string().trim().max(120).optional(),
    /** Name of the source when the body is the log itself. */
    source: z.string().trim().max(200).optional(),
    origin: z.enum(["paste", "upload", "api"]).default("api"),
  }),
  body: "stream",
  response: Ingestion.extend({ url: z.url() }),
  status: 202,
});

/** For terminals and pipelines: the key names the project, so the address is the same everywhere. Without a key: unauthenticated. */
export const createIngestionByKey = endpoint({
  method: "POST",
  path: "/ingestions",
  summary: "Send a log to the project of the API key; otherwise as the project's own address",
  permission: "ingest",
  query: createIngestion.query,
  body: "stream",
  response: createIngestion.response,
  status: 202,
});

export const createDemo = endpoint({
  method: "POST",
  path: "/projects/{projectId}/demo",
  summary: "Make an ingestion from a demo scenario",
  permission: "member",
  params: project,
  body: z.object({
    scenario: z.string().max(60),
    seed: z
      .number()
      .int()
      .min(0)
      .max(2 ** 31)
      .default(1),
    events: z.number().int().min(500).max(1_000_000).default(5000),
  }),
  response: Ingestion,
  status: 202,
});

export const listScenarios = endpoint({
  method: "GET",
  path: "/scenarios",
  summary: "Demo scenarios",
  permission: "public",
  response: z.object({ items: z.array(DemoScenario) }),
});

export const getAnswerKey = endpoint({
  method: "GET",
  path: `${at}/answer-key`,
  summary: "What a demo ingestion must show",
  permission: "member",
  params: ingestionParams,
  response: AnswerKey,
});

export const listIngestions = endpoint({
  method: "GET",
  path: "/projects/{projectId}/ingestions",
  summary: "Ingestions, newest first",
  permission: "member",
  params: project,
  query: PageQuery.extend({ filter: z.string().max(200).optional() }),
  response: pageOf(Ingestion),
});

export const getIngestion = endpoint({
  method: "GET",
  path: at,
  summary: "One ingestion with its progress",
  permission: "ingest",
  params: ingestionParams,
  response: Ingestion,
});

export const updateIngestion = endpoint({
  method: "PATCH",
  path: at,
  summary: "Rename an ingestion",
  permission: "member",
  params: ingestionParams,
  body: z.object({ name: z.string().trim().min(1).max(120) }),
  response: Ingestion,
});

export const removeIngestion = endpoint({
  method: "DELETE",
  path: at,
  summary: "Delete an ingestion: events, findings and stored bytes. Reports stay",
  permission: "admin",
  params: ingestionParams,
  response: Nothing,
});

export const cancelIngestion = endpoint({
  method: "POST",
  path: `${at}/cancel`,
  summary: "Stop the work; what was read stays readable",
  permission: "member",
  params: ingestionParams,
  response: Ingestion,
});

export const retryIngestion = endpoint({
  method: "POST",
  path: `${at}/retry`,
  summary: "Run an ingestion that has ended again, from its stored bytes and with the rules of now",
  permission: "member",
  params: ingestionParams,
  response: Ingestion,
  status: 202,
});

export const setSourceZone = endpoint({
  method: "PATCH",
  path: `${at}/sources/{index}`,
  summary: "Set the zone that a source's times are read in; the ingestion is analysed again",
  permission: "member",
  params: ingestionParams.extend({ index: z.coerce.number().int().min(0) }),
  body: z.object({ zone: z.string().max(60).nullable() }),
  response: Ingestion,
  status: 202,
});

export const setClocks = endpoint({
  method: "PUT",
  path: `${at}/clocks`,
  summary: "Say which lines of different sources are the same moment; the story is told again",
  permission: "member",
  params: ingestionParams,
  body: z.object({ marks: z.array(z.object({ seq: Seq, sameAs: Seq })).max(50) }),
  response: Ingestion,
  status: 202,
});

export const getOverview = endpoint({
  method: "GET",
  path: `${at}/overview`,
  summary: "The four answers, findings, histogram, top groups, parse quality",
  permission: "member",
  params: ingestionParams,
  response: Overview,
});
