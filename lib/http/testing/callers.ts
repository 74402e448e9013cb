import { database } from "#db/client.ts";
import { memberships, users } from "#db/schema/index.ts";
import { makeTenant, type Tenant } from "#db/testing/database.ts";
import { sessionCookie } from "#lib/auth/session.ts";
import { createKey } from "#lib/data/keys.ts";
import { newId } from "#lib/ids.ts";

export const CALLERS = ["stranger", "outsider", "member", "admin", "key"] as const;
export type CallerName = (typeof CALLERS)[number];

export interface Callers {
  tenant: Tenant;
  memberId: string;
  /** Headers of a request by each: an outsider is the admin of another organization. */
  headers: Record<CallerName, Record<string, string>>;
}

/** A tenant, and everybody who may knock at its doors. */
export async function makeCallers(): Promise<Callers> {
  const [tenant, other] = [await makeTenant(), await makeTenant("Other")];
  const memberId = newId();
  await database()
    .insert(users)
    .values({ id: memberId, email: `${memberId}@example.com`, name: "Bo" });
  await database().insert(memberships).values({ orgId: tenant.orgId, userId: memberId, role: "member" });
  const { secret } = await createKey(tenant.admin, { projectId: tenant.projectId, name: "ci" });
  const signedIn = async (userId: string) => ({
    cookie: await sessionCookie(userId, 1),
    origin: "http://localhost:3000",
  });
  return {
    tenant,
    memberId,
    headers: {
      stranger: {},
      outsider: await signedIn(other.userId),
      member: await signedIn(memberId),
      admin: await signedIn(tenant.userId),
      key: { authorization: `Bearer ${secret}` },
    },
  };
}
