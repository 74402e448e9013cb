import { sql } from "drizzle-orm";
import { createKeeper, isKept, MAX_CONSTANT_VALUES, templateOfText, tokenPattern, type TokenRule } from "#engine";
import { inScope, type Scope } from "#lib/scope.ts";
import { loadRules, loadStanding, type TemplateRow } from "./standing.ts";

export interface CountedValues {
  /** For each template, by fingerprint: the templates that its lines get, with their values in place. */
  byTemplate: Map<string, { fingerprint: string; template: string; count: number }[]>;
  distinct: number;
  /** Why the rule cannot be applied. */
  refused: string | null;
}

/** So many events are looked at at once, by a range of `seq`: a plan made without statistics then reads no more than these either. */
const PAGE_EVENTS = 20_000;
/** Counted on beyond what is allowed, so that the refusal can say how many there are; then enough is known. */
const MOST_COUNTED = 10_000;

/** Templates whose lines have the variable that the rule keeps; others have a word there and need no line read. */
export function templatesWithVariable(rows: readonly TemplateRow[], rule: TokenRule): TemplateRow[] {
  const pattern = tokenPattern(rule);
  return rows.filter(({ template }) => pattern.match(template) === "<*>");
}

/** Reads every stored line of the templates that a `constant` is about. Work for the worker: it parses. */
export async function countValues(scope: Scope, rule: TokenRule): Promise<CountedValues> {
  const { bases, rules } = await inScope(scope, async (tx) => ({
    bases: templatesWithVariable((await loadStanding(tx, scope)).templates, rule),
    rules: await loadRules(tx, scope),
  }));
  const keeper = createKeeper([...rules.map((one) => one.rule), rule], MOST_COUNTED + 1);
  const baseOf = new Map(bases.map((base) => [base.id, base]));
  const counts = new Map<string, Map<string, { fingerprint: string; template: string; count: number }>>();
  const values = new Set<string>();
  for await (const { templateId, message } of linesOf(scope, bases)) {
    const base = baseOf.get(templateId);
    if (base === undefined || keeper === null) continue;
    const masked = isKept(base.fingerprint) ? templateOfText(message) : base;
    const { fingerprint, template } = keeper.keep(masked, message);
    if (fingerprint === masked.fingerprint) continue;
    values.add(fingerprint);
    if (values.size > MOST_COUNTED) break;
    const byValue =
      counts.get(base.fingerprint) ?? new Map<string, { fingerprint: string; template: string; count: number }>();
    counts.set(base.fingerprint, byValue);
    const counted = byValue.get(fingerprint);
    if (counted === undefined) byValue.set(fingerprint, { fingerprint, template, count: 1 });
    else counted.count += 1;
  }
  const distinct = values.size;
  return {
    byTemplate: new Map([...counts].map(([fingerprint, byValue]) => [fingerprint, [...byValue.values()]])),
    distinct,
    refused: distinct > MAX_CONSTANT_VALUES ? tooMany(distinct) : null,
  };
}

function tooMany(distinct: number): string {
  const most = Math.min(distinct, MOST_COUNTED).toLocaleString("en");
  const count = distinct > MOST_COUNTED ? `more than ${most}` : most;
  return `This variable has ${count} different values. A group can be split into ${MAX_CONSTANT_VALUES} at most.`;
}

/** Page by page: no long transaction, and the memory of one page. */
async function* linesOf(
  scope: Scope,
  bases: readonly TemplateRow[],
): AsyncGenerator<{ templateId: number; message: string }> {
  if (bases.length === 0) return;
  // An array, not a table of ids: so the events come in the order of their key, page after page, each read once.
  const ids = `{${bases.map(({ id }) => id).join()}}`;
  const fingerprints = JSON.stringify(bases.map(({ fingerprint }) => fingerprint));
  const { rows: ingestions } = await inScope(scope, (tx) =>
    tx.execute<{ id: string; last: number }>(sql`
      select id, (select coalesce(max(seq), 0) from events where ingestion_id = ingestions.id) as last from ingestions
      where project_id = ${scope.projectId}::uuid and id in (
        select ingestion_id from ingestion_groups
        where project_id = ${scope.projectId}::uuid
          and member_counts ?| (select array_agg(value) from jsonb_array_elements_text(${fingerprints}::jsonb)))`),
  );
  for (const { id, last } of ingestions) {
    for (let from = 0; from < last; from += PAGE_EVENTS) {
      const { rows } = await inScope(scope, (tx) =>
        tx.execute<{ template_id: string; message: string }>(sql`
          select template_id, message from events
          where ingestion_id = ${id}::uuid and seq > ${from} and seq <= ${from + PAGE_EVENTS}
            and template_id = any(${ids}::bigint[])
          order by seq`),
      );
      for (const { template_id: templateId, message } of rows) yield { templateId: Number(templateId), message };
    }
  }
}
