import { and, eq, isNull, lt, or, sql } from "drizzle-orm";
import type { Permission } from "#contracts/endpoint.ts";
import { database } from "#db/client.ts";
import { apiKeys, memberships, projects } from "#db/schema/index.ts";
import { AppError } from "#lib/errors.ts";
import { hashSecret } from "#lib/ids.ts";
import { issueScope, type Scope } from "#lib/scope.ts";
import { identityOfCookies, type Identity } from "./session.ts";

export type { Identity } from "./session.ts";

interface KeyIdentity {
  id: string;
  name: string;
  orgId: string;
  projectId: string;
}

/** Who asks: a signed-in person, or an API key. */
export type Requester = { kind: "user"; identity: Identity } | { kind: "key"; key: KeyIdentity };

/** What a request is about. */
export interface Target {
  organizationId?: string | undefined;
  projectId?: string | undefined;
}

/** Reads `Authorization: Bearer …`, else the session cookie; null when neither is good. */
export async function identify(request: Request): Promise<Requester | null> {
  const authorization = request.headers.get("authorization");
  if (authorization !== null) {
    const key = await keyOf(authorization);
    return key === null ? null : { kind: "key", key };
  }
  const identity = await identityOfCookies(request.headers.get("cookie"));
  return identity === null ? null : { kind: "user", identity };
}

/** For logs and limits: `user:…` or `key:…`. */
export function callerOf(requester: Requester): string {
  return requester.kind === "user" ? `user:${requester.identity.userId}` : `key:${requester.key.id}`;
}

/**
 * What a handler receives for its permission: null, the identity, or a scope. Another tenant's organization or project is
 * `not_found`, never `forbidden`.
 */
export async function authorise(
  permission: Permission,
  requester: Requester | null,
  target: Target,
): Promise<Scope | Identity | null> {
  if (permission === "public") return null;
  if (requester === null) throw new AppError("unauthenticated", "Sign in first.");
  if (permission === "user") {
    if (requester.kind === "user") return requester.identity;
    throw new AppError("forbidden", "An API key cannot do this: sign in.");
  }
  if (requester.kind === "user" && target.projectId === undefined && target.organizationId === undefined) {
    throw new AppError("unauthenticated", "Send an API key of a project, as `Authorization: Bearer …`.");
  }
  const scope =
    requester.kind === "user" ? await scopeFor(requester.identity, target) : scopeOfKey(requester.key, target);
  if (scope.role === "key" && permission !== "ingest") {
    throw new AppError("forbidden", "An API key can send logs and follow them, nothing else: sign in for the rest.");
  }
  if (scope.role === "member" && permission === "admin") {
    throw new AppError("forbidden", "Only admins of the organization can do this. Ask one of them.");
  }
  return scope;
}

/** The scope of a person in an organization or in one project of it. Throws `not_found` when they are no member. */
export async function scopeFor(identity: Identity, target: Target): Promise<Scope> {
  const found = await membershipOf(identity, target);
  if (found === undefined) throw notFound(target);
  const actor = { kind: "user" as const, id: identity.userId, name: identity.name };
  return issueScope({ orgId: found.orgId, projectId: target.projectId ?? null, role: found.role, actor });
}

async function membershipOf({ userId }: Identity, { organizationId, projectId }: Target) {
  const mine = eq(memberships.userId, userId);
  const found = { orgId: memberships.orgId, role: memberships.role };
  if (projectId !== undefined) {
    const ofProject = eq(memberships.orgId, projects.orgId);
    const rows = database().select(found).from(projects).innerJoin(memberships, ofProject);
    return (await rows.where(and(mine, eq(projects.id, projectId))))[0];
  }
  if (organizationId === undefined) return undefined;
  const rows = database().select(found).from(memberships);
  return (await rows.where(and(mine, eq(memberships.orgId, organizationId))))[0];
}

/** Where the path names nothing, a key still names its project. */
function scopeOfKey(key: KeyIdentity, target: Target): Scope {
  const named = target.projectId ?? target.organizationId;
  if (named !== undefined && named !== key.projectId) throw notFound(target);
  const actor = { kind: "key" as const, id: key.id, name: key.name };
  return issueScope({ orgId: key.orgId, projectId: key.projectId, role: "key", actor });
}

async function keyOf(authorization: string): Promise<KeyIdentity | null> {
  const [, secret] = /^Bearer +(aiops_[\w-]{20,100})$/i.exec(authorization) ?? [];
  if (secret === undefined) return null;
  const { id, name, orgId, projectId } = apiKeys;
  const [key] = await database()
    .select({ id, name, orgId, projectId })
    .from(apiKeys)
    .where(and(eq(apiKeys.secretHash, hashSecret(secret)), isNull(apiKeys.revokedAt)));
  if (key !== undefined) await noteUse(key.id);
  return key ?? null;
}

/** At most one write a minute, however busy the key is. */
async function noteUse(keyId: string): Promise<void> {
  const stale = or(isNull(apiKeys.lastUsedAt), lt(apiKeys.lastUsedAt, sql`now() - interval '1 minute'`));
  await database()
    .update(apiKeys)
    .set({ lastUsedAt: sql`now()` })
    .where(and(eq(apiKeys.id, keyId), stale));
}

function notFound({ projectId }: Target): AppError {
  const what = projectId === undefined ? "organization" : "project";
  return new AppError("not_found", `There is no such ${what}, or you are not a member.`);
}
