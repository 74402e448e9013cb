import { and, desc, lt, or, eq } from "drizzle-orm";
import { z } from "zod";
import type { AuditEntry } from "#contracts/organization.ts";
import { auditLog } from "#db/schema/index.ts";
import { newId } from "#lib/ids.ts";
import { inScope, own, type Scope, type Tx } from "#lib/scope.ts";
import { decodeCursor, pageOfRows } from "./cursor.ts";

const ORDER = "audit";
const Keys = z.tuple([z.iso.datetime(), z.uuid()]);

/** Notes an action in the transaction that does it. `action` is `noun.verbed`. */
export async function recordAudit(
  tx: Tx,
  scope: Scope,
  action: string,
  subject: string,
  detail: Record<string, string> = {},
): Promise<void> {
  const { actor, orgId } = scope;
  await tx.insert(auditLog).values({ id: newId(), orgId, actor: actor.name, action, subject, detail });
}

/** Newest first. */
export function listAudit(
  scope: Scope,
  { cursor, limit }: { cursor?: string | undefined; limit: number },
): Promise<{ items: AuditEntry[]; nextCursor: string | null }> {
  const after = cursor === undefined ? null : decodeCursor(ORDER, Keys, cursor);
  return inScope(scope, async (tx) => {
    const rows = await tx
      .select()
      .from(auditLog)
      .where(own(scope, auditLog, after === null ? undefined : before(new Date(after[0]), after[1])))
      .orderBy(desc(auditLog.at), desc(auditLog.id))
      .limit(limit + 1);
    const page = pageOfRows(rows, limit, ORDER, (row) => [row.at.toISOString(), row.id]);
    return {
      nextCursor: page.nextCursor,
      items: page.items.map(({ id, at, actor, action, subject, detail }) => ({
        id,
        at: at.toISOString(),
        actor,
        action,
        subject,
        detail,
      })),
    };
  });
}

function before(at: Date, id: string) {
  return or(lt(auditLog.at, at), and(eq(auditLog.at, at), lt(auditLog.id, id)));
}
