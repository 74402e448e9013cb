import { z } from "./zod.ts";
import { CATEGORIES, LEVELS, SEVERITIES } from "#engine";
import type { Claim, Explanation, Finding, GroupDigest, SourceQuality, Story } from "#engine";

// The engine imports nothing, so its shapes are spelt as zod here; `satisfies` keeps the two from drifting apart.

export const Level = z.enum(LEVELS);
export const LevelOrUnknown = z.enum([...LEVELS, "unknown"]);
export const Severity = z.enum(SEVERITIES);
export const Category = z.enum(CATEGORIES);
export const Seq = z.coerce.number().int().positive();
export const Fingerprint = z
  .string()
  .max(80)
  .regex(/^v\d+:[\w-]+$/);
/** Sparse [bin, count] pairs, ascending. */
export const Bins = z.array(z.tuple([z.number(), z.number()]));
export const LevelCounts = z.partialRecord(LevelOrUnknown, z.number());
export const TimeAxis = z.object({ startMs: z.number(), binMs: z.number(), bins: z.number() });
export const AttributeValue = z.union([z.string(), z.number(), z.boolean()]);
export const Attributes = z.record(z.string(), AttributeValue);

const ConfidencePart = z.object({
  name: z.enum(["match", "stated level", "repeated", "corroborated", "contradicted", "spread"]),
  weight: z.number(),
  detail: z.string(),
});

export const EngineFinding = z.object({
  id: z.string(),
  rule: z.string(),
  category: Category,
  severity: Severity,
  confidence: z.number(),
  confidenceParts: z.array(ConfidencePart),
  title: z.string(),
  why: z.string(),
  pass: z.union([z.literal(1), z.literal(2)]),
  count: z.number(),
  firstSeq: z.number(),
  lastSeq: z.number(),
  firstMs: z.number().nullable(),
  lastMs: z.number().nullable(),
  services: z.array(z.string()),
  evidence: z.array(z.number()),
  counterEvidence: z.array(z.object({ seq: z.number(), note: z.string() })),
  groups: z.array(z.string()),
  bins: Bins,
}) satisfies z.ZodType<Finding>;

const StoryAnswer = z.object({ verdict: z.string(), text: z.string(), unknown: z.string().nullable() });
const Onset = z.object({
  kind: z.enum(["group", "finding"]),
  ref: z.string(),
  title: z.string(),
  service: z.string().nullable(),
  category: Category.nullable(),
  atMs: z.number().nullable(),
  uncertaintyMs: z.number(),
  firstSeq: z.number(),
  evidence: z.array(z.number()),
  also: z.array(z.string()).optional(),
});

export const EngineStory = z.object({
  happened: StoryAnswer,
  real: StoryAnswer,
  recurring: StoryAnswer,
  rootCause: StoryAnswer,
  incident: z.boolean(),
  firstDomino: z
    .object({ service: z.string(), category: Category, evidence: z.array(z.number()), confidence: z.number() })
    .nullable(),
  abstained: z.string().nullable(),
  candidates: z.array(
    z.object({ onset: Onset, confidence: z.number(), support: z.array(z.string()), against: z.array(z.string()) }),
  ),
  order: z.array(
    z.object({
      service: z.string(),
      onset: z.string().nullable(),
      firstSeq: z.number(),
      aheadMs: z.number().optional(),
    }),
  ),
  onsets: z.array(Onset),
  marks: z.array(
    z.object({
      kind: z.enum(["onset", "burst", "silence", "deploy", "recovery"]),
      atMs: z.number(),
      endMs: z.number().nullable(),
      title: z.string(),
      evidence: z.array(z.number()),
    }),
  ),
  impact: z.array(z.object({ text: z.string(), known: z.boolean() })),
  skew: z.array(z.object({ source: z.string(), skewMs: z.number(), pairs: z.number(), set: z.boolean().optional() })),
}) satisfies z.ZodType<Story>;

export const EngineClaim = z.object({
  text: z.string(),
  citations: z.array(z.number()),
  status: z.enum(["supported", "unsupported"]),
  reason: z.string().nullable(),
}) satisfies z.ZodType<Claim>;

export const EngineExplanation = z.object({
  meaning: z.array(EngineClaim),
  flagged: z.array(EngineClaim),
  impact: z.array(EngineClaim),
  debugging: z.array(EngineClaim),
  quickFixes: z.array(EngineClaim),
  durableFixes: z.array(EngineClaim),
  evidence: z.array(z.number()),
}) satisfies z.ZodType<Explanation>;

export const EngineQuality = z.object({
  lines: z.number(),
  events: z.number(),
  bytes: z.number(),
  formats: z.array(z.object({ id: z.string(), title: z.string(), events: z.number() })),
  unrecognised: z.number(),
  samples: z.array(z.object({ line: z.number(), text: z.string() })),
  levelsInferred: z.number(),
  yearsInferred: z.number(),
  zoneUnknown: z.number(),
  withoutTime: z.number(),
  timeJumps: z.number(),
}) satisfies z.ZodType<SourceQuality>;

export const EngineGroup = z.object({
  fingerprint: z.string(),
  members: z.array(z.string()),
  template: z.string(),
  format: z.string(),
  count: z.number(),
  firstSeq: z.number(),
  lastSeq: z.number(),
  firstMs: z.number().nullable(),
  lastMs: z.number().nullable(),
  levels: LevelCounts,
  services: z.record(z.string(), z.number()),
  sources: z.record(z.coerce.number(), z.number()),
  bins: Bins,
  examples: z.array(
    z.object({
      seq: z.number(),
      source: z.string(),
      timestamp: z.string().nullable(),
      timeMs: z.number().nullable(),
      level: Level.nullable(),
      service: z.string().nullable(),
      message: z.string(),
      attributes: Attributes,
    }),
  ),
  exception: z.object({ type: z.string(), frame: z.string().nullable() }).optional(),
}) satisfies z.ZodType<GroupDigest>;
