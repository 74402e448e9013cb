import type { VariableSummary } from "#engine";
import { endpoint, Id, Timestamp } from "./endpoint.ts";
import { LevelOrUnknown } from "./engine-shapes.ts";
import { z } from "./zod.ts";

/** What one variable of a template held on one side; see the engine's VariableSummary. */
const Values = z.object({
  index: z.number(),
  key: z.string().nullable(),
  sampled: z.number(),
  top: z.array(z.tuple([z.string(), z.number()])),
  distinct: z.number(),
  distinctCapped: z.boolean(),
  number: z.object({ min: z.number(), max: z.number(), mean: z.number(), unit: z.string() }).nullable(),
}) satisfies z.ZodType<VariableSummary>;

const ComparedGroup = z.object({
  id: Id,
  template: z.string(),
  level: LevelOrUnknown,
  count: z.number(),
  firstSeq: z.number(),
});
export type ComparedGroup = z.infer<typeof ComparedGroup>;

const ComparedSide = z.object({
  ingestionId: Id,
  ingestion: z.string(),
  createdAt: Timestamp,
  events: z.number(),
  /** Its events' times; null where none is dated. */
  firstAt: Timestamp.nullable(),
  lastAt: Timestamp.nullable(),
  /** Only the events from here (included) until there (excluded); null: all. */
  from: Timestamp.nullable(),
  until: Timestamp.nullable(),
});
export type ComparedSide = z.infer<typeof ComparedSide>;

const RateChange = z.object({
  /** As it is after. */
  group: ComparedGroup,
  before: z.number(),
  after: z.number(),
  /** Share of all events after, by that before: 2 is twice as frequent. */
  ratio: z.number(),
});
const ValueShift = z.object({ group: ComparedGroup, key: z.string().nullable(), before: Values, after: Values });
export type ValueShift = z.infer<typeof ValueShift>;

/** The longest a list of differences gets; `totals` counts all. */
export const MAX_DIFFERENCES = 100;

export const Comparison = z.object({
  /** Null where the project has no earlier ingestion to compare with. */
  before: ComparedSide.nullable(),
  after: ComparedSide,
  new: z.array(ComparedGroup),
  gone: z.array(ComparedGroup),
  up: z.array(RateChange),
  down: z.array(RateChange),
  shifted: z.array(ValueShift),
  totals: z.object({ new: z.number(), gone: z.number(), up: z.number(), down: z.number(), shifted: z.number() }),
});
export type Comparison = z.infer<typeof Comparison>;

export const getComparison = endpoint({
  method: "GET",
  path: "/projects/{projectId}/comparison",
  summary: "What is different between two ingestions, or two time ranges: groups, rates, values",
  permission: "member",
  params: z.object({ projectId: Id }),
  query: z.object({
    after: Id,
    /** By default the latest analysed one before `after`, one with a file of the same name if there is. */
    before: Id.optional(),
    afterFrom: Timestamp.optional(),
    afterUntil: Timestamp.optional(),
    beforeFrom: Timestamp.optional(),
    beforeUntil: Timestamp.optional(),
  }),
  response: Comparison,
});
