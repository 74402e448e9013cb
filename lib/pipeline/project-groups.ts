import { isNotNull, sql } from "drizzle-orm";
import { ENGINE_VERSION, type Aliases } from "#engine";
import { templates } from "#db/schema/index.ts";
import { newId } from "#lib/ids.ts";
import { own, type Scope, type Tx } from "#lib/scope.ts";
import { storableJson } from "./storable.ts";

/** What events and totals point at. */
export interface StoredTemplate {
  templateId: number;
  groupId: string;
}

interface NewTemplate {
  fingerprint: string;
  template: string;
  format: string;
}

/**
 * The project's ids of these templates; those it has not met yet are stored, each as a group of its own. Sorted, so that two
 * ingestions that meet the same templates at once wait for each other instead of deadlocking.
 */
export async function storeTemplates(
  tx: Tx,
  scope: Scope,
  met: readonly NewTemplate[],
): Promise<Map<string, StoredTemplate>> {
  const known = await findTemplates(tx, scope, met);
  const missing = met
    .filter(({ fingerprint }) => !known.has(fingerprint))
    .toSorted((one, other) => (one.fingerprint < other.fingerprint ? -1 : 1));
  if (missing.length === 0) return known;
  const rows = storableJson(
    missing.map(({ fingerprint, template, format }) => ({ id: newId(), fingerprint, template, format })),
  );
  const mine = sql`${scope.orgId}::uuid, ${scope.projectId}::uuid`;
  await tx.execute(sql`
    insert into groups (id, org_id, project_id, fingerprint, template, format, engine_version)
    select id, ${mine}, fingerprint, template, format, ${ENGINE_VERSION}
    from jsonb_to_recordset(${rows}::jsonb) as new (id uuid, fingerprint text, template text, format text)
    on conflict (project_id, fingerprint) do nothing`);
  await tx.execute(sql`
    insert into templates (org_id, project_id, fingerprint, template, group_id)
    select ${mine}, new.fingerprint, new.template, groups.id
    from jsonb_to_recordset(${rows}::jsonb) as new (fingerprint text, template text)
    join groups on groups.project_id = ${scope.projectId}::uuid and groups.fingerprint = new.fingerprint
    on conflict (project_id, fingerprint) do nothing`);
  return new Map([...known, ...(await findTemplates(tx, scope, missing))]);
}

async function findTemplates(tx: Tx, scope: Scope, met: readonly NewTemplate[]): Promise<Map<string, StoredTemplate>> {
  const wanted = JSON.stringify(met.map(({ fingerprint }) => fingerprint));
  const { rows } = await tx.execute<{ fingerprint: string; id: string; group_id: string }>(sql`
    select fingerprint, id, group_id from templates
    where project_id = ${scope.projectId}::uuid
      and fingerprint in (select jsonb_array_elements_text(${wanted}::jsonb))`);
  return new Map(rows.map((row) => [row.fingerprint, { templateId: Number(row.id), groupId: row.group_id }]));
}

/** The project's late merges so far. */
export async function loadAliases(tx: Tx, scope: Scope): Promise<Aliases> {
  const rows = await tx
    .select({ fingerprint: templates.fingerprint, alias: templates.alias })
    .from(templates)
    .where(own(scope, templates, isNotNull(templates.alias)));
  return Object.fromEntries(rows.flatMap(({ fingerprint, alias }) => (alias === null ? [] : [[fingerprint, alias]])));
}
