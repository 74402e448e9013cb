import { eq, inArray, sql } from "drizzle-orm";
import type { z } from "zod";
import { FACETS, type Facet } from "#contracts/event.ts";
import { groups, templates, type EventKind } from "#db/schema/index.ts";
import { inScope, own, type Scope, type Tx } from "#lib/scope.ts";
import { countKinds } from "./event-chunks.ts";
import { loadFilter, NO_VALUE, type EventFilter } from "./event-filter.ts";
import type { InIngestion } from "./ingestions.ts";
import { levelName } from "./levels.ts";

type FacetName = (typeof FACETS)[number];
type View = z.input<typeof Facet>;

const MAX_VALUES = 50;

/** Values with their counts; each facet ignores its own terms, so that its other values stay in reach. */
export function listFacets(scope: Scope, input: InIngestion & { q: string }): Promise<{ items: View[] }> {
  return inScope(scope, async (tx) => {
    const filter = await loadFilter(tx, scope, input);
    const isWanted = (kind: EventKind) => FACETS.some((facet) => filter.matchesKind(kind, facet));
    const kinds = await countKinds(tx, scope, filter.ingestion, filter.tests, isWanted);
    const items: View[] = [];
    for (const facet of FACETS) {
      const rows = kinds.filter((kind) => filter.matchesKind(kind, facet));
      items.push(await FACET_VALUES[facet](rows, { tx, scope, filter }));
    }
    return { items };
  });
}

interface Context {
  tx: Tx;
  scope: Scope;
  filter: EventFilter;
}

const FACET_VALUES: Record<FacetName, (rows: readonly EventKind[], context: Context) => Promise<View> | View> = {
  level: (rows) => {
    const name = ([, , level]: EventKind) => levelName(level) ?? "unknown";
    return facetOf("level", rows, name, name);
  },
  service: (rows) =>
    facetOf(
      "service",
      rows,
      ([, , , service]) => service ?? NO_VALUE,
      ([, , , service]) => service ?? "No service",
    ),
  source: (rows, { filter }) => {
    const names = new Map(filter.sources.map(({ index, name }) => [index, name]));
    const name = ([index]: EventKind) => names.get(index) ?? "";
    return facetOf("source", rows, name, name);
  },
  group: async (rows, { tx, scope }) => {
    const groupOf = await groupsByTemplate(tx, scope, rows);
    return facetOf(
      "group",
      rows,
      ([, templateId]) => groupOf.get(templateId)?.id ?? "",
      ([, templateId]) => groupOf.get(templateId)?.template ?? "",
    );
  },
};

function facetOf(
  facet: FacetName,
  rows: readonly EventKind[],
  valueOf: (kind: EventKind) => string,
  labelOf: (kind: EventKind) => string,
): View {
  const values = new Map<string, { value: string; label: string; count: number }>();
  for (const kind of rows) {
    const value = valueOf(kind);
    const known = values.get(value);
    if (known) known.count += kind[5];
    else values.set(value, { value, label: labelOf(kind), count: kind[5] });
  }
  const busiest = [...values.values()].toSorted(
    (one, other) => other.count - one.count || (one.value < other.value ? -1 : 1),
  );
  return { facet, values: busiest.slice(0, MAX_VALUES), distinct: values.size };
}

async function groupsByTemplate(tx: Tx, scope: Scope, rows: readonly EventKind[]) {
  const ids = JSON.stringify([...new Set(rows.map(([, templateId]) => templateId))]);
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
