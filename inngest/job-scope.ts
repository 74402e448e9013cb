import { issueScope, type Scope } from "#lib/scope.ts";

/** The scope of an event's tenant. Events are made by code that was in that scope, and never come from outside. */
export function jobScope({ orgId, projectId }: { orgId: string; projectId: string }, jobId: string): Scope {
  return issueScope({ orgId, projectId, role: "admin", actor: { kind: "job", id: jobId, name: jobId } });
}
