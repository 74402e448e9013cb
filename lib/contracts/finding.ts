import { z } from "./zod.ts";
import { ingestionAt as at, ingestionParams } from "./address.ts";
import { endpoint, Id, Timestamp } from "./endpoint.ts";
import { EngineFinding } from "./engine-shapes.ts";
import { SuppressionNote } from "./suppression.ts";

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
