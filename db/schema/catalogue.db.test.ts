import { describe, expect, it } from "vitest";
import { database } from "../client.ts";
import "../testing/database.ts";

/** Tables that belong to no tenant. Whoever adds one here says why. */
const GLOBAL: Record<string, string> = {
  users: "a person may belong to several organizations",
  password_resets: "of a person",
  job_steps: "of the queue, not reachable by the application's role",
  workers: "of the installation, not reachable by the application's role",
};

interface Table {
  name: string;
  secured: boolean;
  policies: string[] | null;
}
interface Key {
  name: string;
  table: string;
  target: string;
  columns: string[];
}

const rowsOf = async <T>(statement: string): Promise<T[]> =>
  // safe because each statement names its columns
  (await database().execute(statement)).rows as T[];

const tables = await rowsOf<Table>(`
  select c.relname as name, c.relrowsecurity as secured,
    (select array_agg(pg_get_expr(p.polqual, p.polrelid) || ' / ' || pg_get_expr(p.polwithcheck, p.polrelid))
     from pg_policy p where p.polrelid = c.oid and 'aiops_app'::regrole = any (p.polroles)) as policies
  from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') order by 1`);
const keys = await rowsOf<Key>(`
  select k.conname as name, k.conrelid::regclass::text as table, k.confrelid::regclass::text as target,
    (select array_agg(a.attname::text) from unnest(k.conkey) n join pg_attribute a on a.attrelid = k.conrelid and a.attnum = n)
      as columns
  from pg_constraint k where k.contype = 'f' and k.connamespace = 'public'::regnamespace`);
const tenant = tables.filter(({ name }) => !(name in GLOBAL));

describe("the catalogue", () => {
  it("has the tables that this test knows as global", () =>
    expect(tables.map(({ name }) => name)).toEqual(expect.arrayContaining(Object.keys(GLOBAL))));

  it.each(tenant)("$name shows only the rows of the tenant that is set", ({ secured, policies }) => {
    expect(secured).toBe(true);
    expect(policies).toHaveLength(1);
    expect(policies?.[0]?.match(/current_setting\('app\.org_id'::text, true\), ''::text\)/g)).toHaveLength(2);
  });

  it.each(keys.filter(({ table, target }) => !(table in GLOBAL) && !(target in GLOBAL)))(
    "$table → $target carries the organization",
    ({ columns }) => expect(columns).toContain("org_id"),
  );

  it.each(Object.keys(GLOBAL))("%s is not writable by the application's role", async (name) => {
    const [row] = await rowsOf<{ may: boolean }>(
      `select has_table_privilege('aiops_app', '${name}', 'insert, update, delete') as may`,
    );
    expect(row?.may).toBe(false);
  });

  it("never shows a password hash to the application's role", async () => {
    const [row] = await rowsOf<{ may: boolean }>(
      "select has_column_privilege('aiops_app', 'users', 'password_hash', 'select') as may",
    );
    expect(row?.may).toBe(false);
  });
});
