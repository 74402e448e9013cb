import { z } from "./zod.ts";
import { endpoint, Id, Nothing, Timestamp } from "./endpoint.ts";
import { Category, Severity } from "./engine-shapes.ts";
import { MAX_RULE_TEXT } from "./rule-text.ts";

/** Ingestions over which it is counted how often a rule fires, and on which one is tried. */
export const LATEST_INGESTIONS = 10;
export const MAX_RULES = 200;

export const ProjectRule = z.object({
  id: Id,
  /** `category.name`, what its findings carry. */
  ruleId: z.string(),
  title: z.string(),
  category: Category,
  severity: Severity,
  /** YAML, as it was written. */
  text: z.string(),
  enabled: z.boolean(),
  version: z.number(),
  createdBy: z.string(),
  createdAt: Timestamp,
  updatedBy: z.string(),
  updatedAt: Timestamp,
  /** In the latest ingestions: in how many of how many, in how many events, and in which one last. */
  fired: z.object({
    ingestions: z.number(),
    of: z.number(),
    events: z.number(),
    last: z.object({ ingestionId: Id, at: Timestamp }).nullable(),
  }),
});
export type ProjectRule = z.infer<typeof ProjectRule>;

export const RuleTrial = z.object({
  id: Id,
  status: z.enum(["queued", "running", "done", "failed"]),
  failure: z.string().nullable(),
  /** Ingestions that are read; 0 until it runs. */
  total: z.number(),
  results: z.array(
    z.object({
      ingestionId: Id,
      ingestion: z.string(),
      at: Timestamp,
      findings: z.number(),
      events: z.number(),
      /** The first lines on which it would have fired. */
      seqs: z.array(z.number()),
      /** False: only the first part of it was read. */
      whole: z.boolean(),
    }),
  ),
});
export type RuleTrial = z.infer<typeof RuleTrial>;

const project = z.object({ projectId: Id });
const RuleText = z.string().min(1).max(MAX_RULE_TEXT);

export const listRules = endpoint({
  method: "GET",
  path: "/projects/{projectId}/rules",
  summary: "The project's own rules, with how often each fired in the latest ingestions",
  permission: "member",
  params: project,
  response: z.object({ items: z.array(ProjectRule) }),
});
export const createRule = endpoint({
  method: "POST",
  path: "/projects/{projectId}/rules",
  summary: "Add a rule in YAML; refused unless its own samples pass. New ingestions use it",
  permission: "member",
  params: project,
  body: z.object({ text: RuleText }),
  response: ProjectRule,
  status: 201,
});
export const updateRule = endpoint({
  method: "PATCH",
  path: "/projects/{projectId}/rules/{id}",
  summary: "Write a rule anew (refused unless its samples pass), switch it off or on",
  permission: "member",
  params: project.extend({ id: Id }),
  body: z.object({ text: RuleText.optional(), enabled: z.boolean().optional() }),
  response: ProjectRule,
});
export const removeRule = endpoint({
  method: "DELETE",
  path: "/projects/{projectId}/rules/{id}",
  summary: "Remove a rule; what it found stays",
  permission: "member",
  params: project.extend({ id: Id }),
  response: Nothing,
});
export const tryRule = endpoint({
  method: "POST",
  path: "/projects/{projectId}/rule-trials",
  summary: "Try a rule on the latest stored ingestions, without saving it",
  permission: "member",
  params: project,
  body: z.object({ text: RuleText }),
  response: RuleTrial,
  status: 202,
});
export const getTrial = endpoint({
  method: "GET",
  path: "/projects/{projectId}/rule-trials/{trialId}",
  summary: "How far a trial is, and what the rule would have found",
  permission: "member",
  params: project.extend({ trialId: Id }),
  response: RuleTrial,
});
