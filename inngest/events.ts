import { z } from "zod";

/** What jobs answer to: ids only, so that a queue never holds log text. One job an event. */
export const EVENTS = {
  "ingestion/received": z.object({ orgId: z.uuid(), projectId: z.uuid(), ingestionId: z.uuid(), runId: z.uuid() }),
  "group-rule/tried": z.object({ orgId: z.uuid(), projectId: z.uuid(), ruleId: z.uuid(), runId: z.uuid() }),
  "group-rule/changed": z.object({ orgId: z.uuid(), projectId: z.uuid(), ruleId: z.uuid(), runId: z.uuid() }),
  /** Clocks or suppressions changed after some stories of the project were told. */
  "story/outdated": z.object({ orgId: z.uuid(), projectId: z.uuid() }),
  "rule/tried": z.object({ orgId: z.uuid(), projectId: z.uuid(), trialId: z.uuid() }),
} as const;
export type EventName = keyof typeof EVENTS;
export type EventData<N extends EventName = EventName> = z.infer<(typeof EVENTS)[N]>;

export const EVENT_NAMES = Object.keys(EVENTS).filter((name): name is EventName => name in EVENTS);
