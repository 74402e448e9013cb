import { sql } from "drizzle-orm";
import { expect, it } from "vitest";
import { database } from "#db/client.ts";
import { projects } from "#db/schema/index.ts";
import { makeTenant } from "#db/testing/database.ts";
import { newId } from "./ids.ts";
import { inScope, own } from "./scope.ts";

it("shows a tenant its own rows, even where the filter is forgotten", async () => {
  const [mine, theirs] = [await makeTenant(), await makeTenant()];
  const seen = await inScope(mine.member, (tx) => tx.select({ id: projects.id }).from(projects));
  expect(seen).toEqual([{ id: mine.projectId }]);
  const filtered = await inScope(mine.member, (tx) => tx.select().from(projects).where(own(theirs.member, projects)));
  expect(filtered).toEqual([]);
});

it("refuses to write a row of another tenant", async () => {
  const [mine, theirs] = [await makeTenant(), await makeTenant()];
  const stranger = { id: newId(), orgId: theirs.orgId, name: "x", slug: "x" };
  await expect(inScope(mine.admin, (tx) => tx.insert(projects).values(stranger))).rejects.toMatchObject({
    cause: { message: expect.stringContaining("row-level security") as string },
  });
});

it("leaves role and tenant behind with the transaction", async () => {
  const tenant = await makeTenant();
  await inScope(tenant.member, (tx) => tx.execute(sql`select 1`));
  const { rows } = await database().execute(
    sql`select current_user <> 'aiops_app' as owner, nullif(current_setting('app.org_id', true), '') as org`,
  );
  expect(rows).toEqual([{ owner: true, org: null }]);
});
