import { z } from "./zod.ts";
import type { GroupRule as EngineGroupRule } from "#engine";
import { endpoint, Id, Timestamp } from "./endpoint.ts";
import { Fingerprint } from "./engine-shapes.ts";

/** Groups that can be chosen for one merge. */
export const MAX_MERGED = 500;

const position = z.number().int().min(0).max(511);
const template = z.string().min(1).max(40_000);
/** A change of the project's groups; see the engine's `GroupRule`. Positions count the tokens of the template. */
export const GroupRule = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("merge"),
    fingerprints: z.array(Fingerprint).min(2).max(MAX_MERGED),
    into: Fingerprint.describe("The group that the others count as, unless a busier one of them is open"),
  }),
  z.object({ kind: z.literal("split"), fingerprint: Fingerprint }),
  z.object({ kind: z.enum(["variable", "ignore", "constant"]), template, position }),
  z.object({ kind: z.literal("regex"), pattern: z.string().trim().min(1).max(1000) }),
]) satisfies z.ZodType<EngineGroupRule>;
export type GroupRule = z.infer<typeof GroupRule>;

export const GroupRuleKind = z.enum(["merge", "split", "variable", "ignore", "constant", "regex"]) satisfies z.ZodType<
  EngineGroupRule["kind"]
>;

const CountedGroup = z.object({ fingerprint: z.string(), template: z.string(), count: z.number() });
export type CountedGroup = z.infer<typeof CountedGroup>;

/** What a rule does to everything stored in the project. */
export const GroupRulePreview = z.object({
  groupsBefore: z.number(),
  groupsAfter: z.number(),
  /** Events whose group becomes another. */
  eventsMoved: z.number(),
  /** Distinct values that a constant keeps; null for other rules. */
  values: z.number().nullable(),
  /** Groups that become others, the busiest first: the first few, and how many more there are. */
  changes: z.array(
    z.object({
      before: z.array(CountedGroup),
      beforeMore: z.number(),
      after: z.array(CountedGroup),
      afterMore: z.number(),
    }),
  ),
  changesMore: z.number(),
  /** Why the rule cannot be applied, in words for a person. */
  refused: z.string().nullable(),
});
export type GroupRulePreview = z.infer<typeof GroupRulePreview>;

export const AppliedGroupRule = z.object({
  id: Id,
  rule: GroupRule,
  /** `trial`: only tried. `applying` and `removing`: ingestions are being counted again. */
  status: z.enum(["trial", "applying", "active", "removing", "failed"]),
  failure: z.string().nullable(),
  /** Ingestions counted again of those concerned; null when nothing is being done. */
  progress: z.object({ done: z.number(), total: z.number() }).nullable(),
  /** Null while its events are still being counted. */
  preview: GroupRulePreview.nullable(),
  createdBy: z.string(),
  createdAt: Timestamp,
});
export type AppliedGroupRule = z.infer<typeof AppliedGroupRule>;

const project = z.object({ projectId: Id });
const at = "/projects/{projectId}/group-rules";

export const listGroupRules = endpoint({
  method: "GET",
  path: at,
  summary: "What people decided about the groups of a project, newest first",
  permission: "member",
  params: project,
  response: z.object({ items: z.array(AppliedGroupRule) }),
});
export const getGroupRule = endpoint({
  method: "GET",
  path: `${at}/{ruleId}`,
  summary: "One rule, or a trial, with its progress",
  permission: "member",
  params: project.extend({ ruleId: Id }),
  response: AppliedGroupRule,
});
export const tryGroupRule = endpoint({
  method: "POST",
  path: `${at}/try`,
  summary:
    "What a rule would change, over everything stored. A constant is counted by a worker: ask for the trial until it has a preview",
  permission: "member",
  params: project,
  body: z.object({ rule: GroupRule }),
  response: z.object({ trialId: Id.nullable(), preview: GroupRulePreview.nullable() }),
});
export const createGroupRule = endpoint({
  method: "POST",
  path: at,
  summary: "Apply a rule to the groups of a project; ingestions are counted again by a job",
  permission: "member",
  params: project,
  body: z.object({ rule: GroupRule }),
  response: AppliedGroupRule,
  status: 202,
});
export const removeGroupRule = endpoint({
  method: "DELETE",
  path: `${at}/{ruleId}`,
  summary: "Take a rule back: the groups are as they would be without it",
  permission: "member",
  params: project.extend({ ruleId: Id }),
  response: AppliedGroupRule,
  status: 202,
});
