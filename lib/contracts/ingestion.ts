import { SuppressionNote } from "./suppression.ts";
import { z } from "./zod.ts";
import { endpoint, Id, Nothing, pageOf, PageQuery, Timestamp } from "./endpoint.ts";
import {
  Bins,
  Category,
  EngineFinding,
  EngineQuality,
  EngineStory,
  LevelCounts,
  LevelOrUnknown,
  Seq,
  Severity,
  TimeAxis,
} from "./engine-shapes.ts";
import { GroupRuleKind } from "./group-rule.ts";

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

export const FindingState = z.enum(["open", "acknowledged", "dismissed"]);
export const Finding = EngineFinding.extend({
  state: FindingState,
  stateReason: z.string().nullable(),
  stateBy: z.string().nullable(),
  /** What hides it; null while it is shown and counted. */
  suppression: SuppressionNote.nullable(),
  /** Earlier ingestions of the project in which the same rule fired. */
  seenBefore: z.object({ ingestionId: Id, ingestion: z.string(), at: Timestamp, ingestions: z.number() }).nullable(),
});
export type Finding = z.infer<typeof Finding>;

export const Recurrence = z.enum(["new", "seen before", "regressed"]);
export const GroupState = z.enum(["open", "resolved", "ignored"]);
/** What a person decided about a group, last. Of a group that is open again: what was decided before. */
export const GroupDecision = z.object({
  by: z.string(),
  at: Timestamp,
  /** Why, or what was done. */
  note: z.string().nullable(),
  /** Of resolved: the release with the fix. */
  release: z.string().nullable(),
  /** Of ignored: from then on the group is open again; null: ignored for good. */
  until: Timestamp.nullable(),
});
export type GroupDecision = z.infer<typeof GroupDecision>;

export const Group = z.object({
  id: Id,
  fingerprint: z.string(),
  template: z.string(),
  format: z.string(),
  count: z.number(),
  /** Of the ingestion's events, 0–1. */
  share: z.number(),
  level: LevelOrUnknown,
  levels: LevelCounts,
  services: z.record(z.string(), z.number()),
  firstSeq: z.number(),
  lastSeq: z.number(),
  firstAt: Timestamp.nullable(),
  lastAt: Timestamp.nullable(),
  bins: Bins,
  exception: z.object({ type: z.string(), frame: z.string().nullable() }).nullable(),
  recurrence: Recurrence,
  seenBefore: z.object({ ingestionId: Id, ingestion: z.string(), at: Timestamp, ingestions: z.number() }).nullable(),
  state: GroupState,
  decision: GroupDecision.nullable(),
  findings: z.array(z.object({ id: z.string(), title: z.string(), severity: Severity })),
});
export type Group = z.infer<typeof Group>;

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

const project = z.object({ projectId: Id });
export const ingestionParams = project.extend({ ingestionId: Id });
const at = "/projects/{projectId}/ingestions/{ingestionId}";

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

export const listFindings = endpoint({
  method: "GET",
  path: `${at}/findings`,
  summary: "Findings, worst first",
  permission: "member",
  params: ingestionParams,
  response: z.object({ items: z.array(Finding) }),
});
export const updateFinding = endpoint({
  method: "PATCH",
  path: `${at}/findings/{findingId}`,
  summary: "Acknowledge, dismiss with a reason, or open again",
  permission: "member",
  params: ingestionParams.extend({ findingId: z.string().max(300) }),
  body: z.object({ state: FindingState, reason: z.string().trim().max(500).optional() }),
  response: Finding,
});

export const GroupSort = z.enum(["count", "first", "last", "level"]);
export const listGroups = endpoint({
  method: "GET",
  path: `${at}/groups`,
  summary: "Groups of an ingestion",
  permission: "member",
  params: ingestionParams,
  query: PageQuery.extend({
    sort: GroupSort.default("count"),
    direction: z.enum(["asc", "desc"]).default("desc"),
    text: z.string().max(200).optional(),
    level: LevelOrUnknown.optional(),
    service: z.string().max(200).optional(),
    recurrence: Recurrence.optional(),
  }),
  response: pageOf(Group).extend({ total: z.number() }),
});
export const GroupDetail = Group.extend({
  /** Its templates that occurred here, the busiest first. */
  members: z.array(
    z.object({
      fingerprint: z.string(),
      template: z.string(),
      count: z.number(),
      /** Of a late merge: some of the words that are one variable in the group. */
      words: z.array(z.string()),
      /** The person's rule that put it here. */
      rule: z.object({ id: Id, kind: GroupRuleKind, createdBy: z.string() }).nullable(),
    }),
  ),
  examples: z.array(z.object({ seq: z.number(), message: z.string() })),
  axis: TimeAxis,
  /** Earlier and later ingestions of the project, oldest first. */
  occurrences: z.array(z.object({ ingestionId: Id, ingestion: z.string(), at: Timestamp, count: z.number() })),
});
export type GroupDetail = z.infer<typeof GroupDetail>;
export const getGroup = endpoint({
  method: "GET",
  path: `${at}/groups/{groupId}`,
  summary: "One group in an ingestion; for one that was joined with another, that other one",
  permission: "member",
  params: ingestionParams.extend({ groupId: Id }),
  response: GroupDetail,
});
/** How many events of a group are read to show what its variables hold. */
export const MAX_SAMPLE = 1000;
export const getGroupSample = endpoint({
  method: "GET",
  path: `${at}/groups/{groupId}/sample`,
  summary: "Messages of a group, spread evenly over the ingestion; all of them where they are few",
  permission: "member",
  params: ingestionParams.extend({ groupId: Id }),
  response: z.object({
    items: z.array(z.object({ seq: z.number(), at: Timestamp.nullable(), message: z.string() })),
    /** Events of the group, of which these are some. */
    total: z.number(),
  }),
});
export const ProjectGroup = Group.pick({
  id: true,
  fingerprint: true,
  template: true,
  level: true,
  state: true,
  decision: true,
  recurrence: true,
  services: true,
}).extend({
  count: z.number(),
  ingestions: z.number(),
  firstAt: Timestamp,
  lastAt: Timestamp,
  lastIngestionId: Id,
});
export type ProjectGroup = z.infer<typeof ProjectGroup>;
export const listProjectGroups = endpoint({
  method: "GET",
  path: "/projects/{projectId}/groups",
  summary: "Groups of the project that are warnings or worse, most recent first",
  permission: "member",
  params: project,
  query: PageQuery.extend({ recurrence: Recurrence.optional() }),
  response: pageOf(ProjectGroup).extend({ total: z.number() }),
});
export const updateGroup = endpoint({
  method: "PATCH",
  path: "/projects/{projectId}/groups/{groupId}",
  summary: "Resolve, ignore or open a group",
  permission: "member",
  params: project.extend({ groupId: Id }),
  body: z.object({
    state: GroupState,
    note: z.string().trim().max(500).nullish(),
    /** Only with `resolved`. */
    release: z.string().trim().max(60).nullish(),
    /** Only with `ignored`. */
    until: Timestamp.nullish(),
  }),
  response: ProjectGroup,
});
