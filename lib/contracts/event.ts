import { z } from "./zod.ts";
import { endpoint, pageOf, PageQuery, Timestamp } from "./endpoint.ts";
import { Attributes, EngineExplanation, Level, Seq } from "./engine-shapes.ts";
import { ingestionParams } from "./address.ts";
import { Histogram } from "./ingestion.ts";

/** A row of the events table; `message` is cut at 2,000 characters, `messageChars` says how long it is. */
export const EventRow = z.object({
  seq: z.number(),
  timestamp: z.string().nullable(),
  timeMs: z.number().nullable(),
  level: Level.nullable(),
  levelInferred: z.boolean(),
  service: z.string().nullable(),
  source: z.string(),
  message: z.string(),
  messageChars: z.number(),
  lines: z.number(),
  groupId: z.uuid(),
  attributes: Attributes,
});
export type EventRow = z.infer<typeof EventRow>;

/** One event whole. `raw` is read from the stored bytes and cut at 256 KiB. */
export const EventDetail = EventRow.extend({
  line: z.number(),
  offset: z.number(),
  length: z.number(),
  format: z.string(),
  template: z.string(),
  fingerprint: z.string(),
  timeNotes: z.array(z.enum(["year-inferred", "zone-unknown", "clock-only", "jump"])),
  raw: z.string(),
  rawCut: z.boolean(),
  findings: z.array(z.object({ id: z.string(), title: z.string() })),
});
export type EventDetail = z.infer<typeof EventDetail>;

/** The query box's text, see `event-query.ts` for the syntax. */
export const QueryText = z.string().max(2000).default("");
export const EventSort = z.enum(["seq", "time"]);
const at = "/projects/{projectId}/ingestions/{ingestionId}";

export const listEvents = endpoint({
  method: "GET",
  path: `${at}/events`,
  summary: "Events that match a query, by seq or by time",
  permission: "member",
  params: ingestionParams,
  query: PageQuery.extend({
    q: QueryText,
    sort: EventSort.default("seq"),
    direction: z.enum(["asc", "desc"]).default("asc"),
    from: Seq.optional().describe("Start the page at this seq"),
  }),
  response: pageOf(EventRow),
});
export const countEvents = endpoint({
  method: "GET",
  path: `${at}/events/count`,
  summary: "How many events match",
  permission: "member",
  params: ingestionParams,
  query: z.object({ q: QueryText }),
  response: z.object({ count: z.number(), total: z.number(), tookMs: z.number() }),
});
export const getEvent = endpoint({
  method: "GET",
  path: `${at}/events/{seq}`,
  summary: "One event with its raw text",
  permission: "member",
  params: ingestionParams.extend({ seq: Seq }),
  response: EventDetail,
});
export const listAround = endpoint({
  method: "GET",
  path: `${at}/events/{seq}/around`,
  summary: "The lines before and after an event in its source",
  permission: "member",
  params: ingestionParams.extend({ seq: Seq }),
  query: z.object({ lines: z.coerce.number().int().min(1).max(200).default(50) }),
  response: z.object({ items: z.array(EventRow) }),
});

export const FACETS = ["level", "service", "source", "group"] as const;
export const Facet = z.object({
  facet: z.enum(FACETS),
  /** Busiest first, at most 50. `value` is what goes into the query, `label` what is shown. */
  values: z.array(z.object({ value: z.string(), label: z.string(), count: z.number() })),
  /** Distinct values in all. */
  distinct: z.number(),
});
export type Facet = z.infer<typeof Facet>;
export const listFacets = endpoint({
  method: "GET",
  path: `${at}/facets`,
  summary: "Values with counts; each facet ignores its own filter",
  permission: "member",
  params: ingestionParams,
  query: z.object({ q: QueryText }),
  response: z.object({ items: z.array(Facet) }),
});
export const getHistogram = endpoint({
  method: "GET",
  path: `${at}/histogram`,
  summary: "Events by level over time, of those that match",
  permission: "member",
  params: ingestionParams,
  query: z.object({ q: QueryText, bins: z.coerce.number().int().min(10).max(240).default(120) }),
  response: Histogram,
});

export const ExplanationSubject = z.enum(["group", "finding"]);
/** What a model said, checked claim by claim, beside what produced it. */
export const ModelExplanation = z.object({
  explanation: EngineExplanation,
  provider: z.string(),
  model: z.string(),
  createdAt: Timestamp,
  /** Answered from the cache: nobody was called. */
  cached: z.boolean(),
  supported: z.number(),
  unsupported: z.number(),
});
export type ModelExplanation = z.infer<typeof ModelExplanation>;
export const Explained = z.object({
  builtIn: EngineExplanation,
  model: ModelExplanation.nullable(),
  /** Whether a model is configured here; the name is shown on the button. */
  provider: z.object({ name: z.string(), model: z.string() }).nullable(),
});
export type Explained = z.infer<typeof Explained>;
const subject = ingestionParams.extend({ subject: ExplanationSubject, ref: z.string().max(300) });
export const getExplanation = endpoint({
  method: "GET",
  path: `${at}/explanations/{subject}/{ref}`,
  summary: "The built-in explanation of a group (id) or finding (id), and the model's where one was asked",
  permission: "member",
  params: subject,
  response: Explained,
});
export const askModel = endpoint({
  method: "POST",
  path: `${at}/explanations/{subject}/{ref}`,
  summary:
    "Ask the configured model over the same evidence; citations and quotes are checked in code; cached by evidence",
  permission: "member",
  params: subject,
  response: Explained,
});
