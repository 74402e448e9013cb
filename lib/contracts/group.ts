import { z } from "./zod.ts";
import { ingestionAt as at, ingestionParams, projectParams as project } from "./address.ts";
import { endpoint, Id, pageOf, PageQuery, Timestamp } from "./endpoint.ts";
import { Bins, LevelCounts, LevelOrUnknown, Severity, TimeAxis } from "./engine-shapes.ts";
import { GroupRuleKind } from "./group-rule.ts";

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
