import { count, eq, inArray, sql } from "drizzle-orm";
import type { z } from "zod";
import { FACETS, type Facet } from "#contracts/event.ts";
import type { QueryTerm } from "#contracts/event-query.ts";
import { events, groups, templates } from "#db/schema/index.ts";
import { inScope, own, type Scope, type Tx } from "#lib/scope.ts";
import { loadFilter, NO_VALUE, type EventFilter } from "./event-filter.ts";
import type { InIngestion } from "./ingestions.ts";
import { levelName } from "./levels.ts";

type FacetName = (typeof FACETS)[number];
type View = z.input<typeof Facet>;

interface Combination {
  level: number | null;
  service: string | null;
  sourceIndex: number;
  templateId: number;
  count: number;
}

const MAX_VALUES = 50;

/** Values with their counts; each facet ignores its own terms, so that its other values stay in reach. */
export function listFacets(scope: Scope, input: InIngestion & { q: string }): Promise<{ items: View[] }> {
  return inScope(scope, async (tx) => {
    const filter = await loadFilter(tx, scope, input);
    const own = FACETS.filter((facet) => filter.terms.some(({ field }) => field === facet));
    // All facets without terms of their own come out of one pass over the events.
    const shared = await combinations(tx, filter);
    const items: View[] = [];
    for (const facet of FACETS) {
      const rows = own.includes(facet) ? await combinations(tx, filter, facet) : shared;
      items.push(await FACET_VALUES[facet](rows, { tx, scope, filter }));
    }
    return { items };
  });
}

function combinations(tx: Tx, filter: EventFilter, without?: QueryTerm["field"]): Promise<Combination[]> {
  const { level, service, sourceIndex, templateId } = events;
  return tx
    .select({ level, service, sourceIndex, templateId, count: count() })
    .from(events)
    .where(filter.where(without))
    .groupBy(level, service, sourceIndex, templateId);
}

interface Context {
  tx: Tx;
  scope: Scope;
  filter: EventFilter;
}

const FACET_VALUES: Record<FacetName, (rows: readonly Combination[], context: Context) => Promise<View> | View> = {
  level: (rows) => {
    const name = (row: Combination) => levelName(row.level) ?? "unknown";
    return facetOf("level", rows, name, name);
  },
  service: (rows) =>
    facetOf(
      "service",
      rows,
      (row) => row.service ?? NO_VALUE,
      (row) => row.service ?? "No service",
    ),
  source: (rows, { filter }) => {
    const name = (row: Combination) => filter.sources.find(({ index }) => index === row.sourceIndex)?.name ?? "";
    return facetOf("source", rows, name, name);
  },
  group: async (rows, { tx, scope }) => {
    const groupOf = await groupsByTemplate(tx, scope, rows);
    return facetOf(
      "group",
      rows,
      (row) => groupOf.get(row.templateId)?.id ?? "",
      (row) => groupOf.get(row.templateId)?.template ?? "",
    );
  },
};

function facetOf(
  facet: FacetName,
  rows: readonly Combination[],
  valueOf: (row: Combination) => string,
  labelOf: (row: Combination) => string,
): View {
  const values = new Map<string, { value: string; label: string; count: number }>();
  for (const row of rows) {
    const value = valueOf(row);
    const known = values.get(value);
    if (known) known.count += row.count;
    else values.set(value, { value, label: labelOf(row), count: row.count });
  }
  const busiest = [...values.values()].toSorted(
    (one, other) => other.count - one.count || (one.value < other.value ? -1 : 1),
  );
  return { facet, values: busiest.slice(0, MAX_VALUES), distinct: values.size };
}

async function groupsByTemplate(tx: Tx, scope: Scope, rows: readonly Combination[]) {
  const ids = JSON.stringify([...new Set(rows.map(({ templateId }) => templateId))]);
  const found = await tx
    .select({ templateId: templates.id, id: groups.id, template: groups.template })
    .from(templates)
    .innerJoin(groups, eq(groups.id, templates.groupId))
    .where(
      own(
        scope,
        templates,
        inArray(templates.id, sql`(select value::bigint from jsonb_array_elements_text(${ids}::jsonb))`),
      ),
    );
  return new Map(found.map((row) => [row.templateId, row]));
}
