import { z } from "./zod.ts";
import { endpoint, Id, Nothing, Timestamp } from "./endpoint.ts";

export const DEFAULT_DAYS = 30;
export const MAX_DAYS = 366;

/** Why a finding is hidden, and who answers for it. */
export const SuppressionNote = z.object({
  id: Id,
  reason: z.string(),
  /** Null: whoever it was is no member any more. */
  owner: z.string().nullable(),
  /** Null: never. */
  expiresAt: Timestamp.nullable(),
});

export const Suppression = SuppressionNote.extend({
  rule: z.string(),
  /** Only findings of this service. */
  service: z.string().nullable(),
  /** Only findings on this group: its template. */
  group: z.string().nullable(),
  /** Title of the finding that it was made from. */
  title: z.string(),
  createdBy: z.string(),
  createdAt: Timestamp,
  expired: z.boolean(),
  /** What it hides now. */
  hid: z.object({ ingestions: z.number(), events: z.number(), lastAt: Timestamp.nullable() }),
});
export type Suppression = z.infer<typeof Suppression>;

const project = z.object({ projectId: Id });
/** From now; null: never. */
const Days = z.number().int().min(1).max(MAX_DAYS).nullable();

export const listSuppressions = endpoint({
  method: "GET",
  path: "/projects/{projectId}/suppressions",
  summary: "Suppressions, newest first, with what they hide",
  permission: "member",
  params: project,
  response: z.object({ items: z.array(Suppression) }),
});
export const createSuppression = endpoint({
  method: "POST",
  path: "/projects/{projectId}/suppressions",
  summary: "Hide findings like this one, here and in later ingestions",
  permission: "member",
  params: project,
  body: z.object({
    ingestionId: Id,
    findingId: z.string().max(300),
    /** All of its rule, those in its service, those on its group. */
    scope: z.enum(["rule", "service", "group"]),
    reason: z.string().trim().min(1).max(500),
    /** A member; whoever asks when absent. */
    ownerId: Id.optional(),
    days: Days.default(DEFAULT_DAYS),
  }),
  response: Suppression,
  status: 201,
});
export const updateSuppression = endpoint({
  method: "PATCH",
  path: "/projects/{projectId}/suppressions/{suppressionId}",
  summary: "Let it last longer, or hand it to another member",
  permission: "member",
  params: project.extend({ suppressionId: Id }),
  body: z.object({ days: Days.optional(), ownerId: Id.optional() }),
  response: Suppression,
});
export const removeSuppression = endpoint({
  method: "DELETE",
  path: "/projects/{projectId}/suppressions/{suppressionId}",
  summary: "Remove it; what it hid is shown and counted again",
  permission: "member",
  params: project.extend({ suppressionId: Id }),
  response: Nothing,
});
