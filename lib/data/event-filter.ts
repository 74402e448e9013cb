import { inArray } from "drizzle-orm";
import { parseEventQuery, type QueryTerm } from "#contracts/event-query.ts";
import { templates, type EventKind } from "#db/schema/index.ts";
import { AppError } from "#lib/errors.ts";
import { own, type Scope, type Tx } from "#lib/scope.ts";
import { eventTest, type EventTest } from "./event-tests.ts";
import type { IngestionRow, SourceRow } from "./ingestion-view.ts";
import { findIngestion, loadSources, type InIngestion } from "./ingestions.ts";
import { levelNumber } from "./levels.ts";

/** A parsed query over the events of one ingestion: its terms on fields that kinds have, and the tests of single events. */
export interface EventFilter {
  ingestion: IngestionRow;
  sources: SourceRow[];
  terms: readonly QueryTerm[];
  /** Whether events of the kind match, without the terms of one field where told. */
  matchesKind(kind: EventKind, without?: QueryTerm["field"]): boolean;
  tests: EventTest[];
}

/** What a term's values are looked up in. */
interface Lookup {
  sources: readonly SourceRow[];
  groupOfTemplate: ReadonlyMap<number, string>;
}

/** The value in the query of events that have none. */
export const NO_VALUE = "none";

/** Throws `invalid` with the query's first error, `not_found` for an ingestion of another tenant. */
export async function loadFilter(tx: Tx, scope: Scope, input: InIngestion & { q: string }): Promise<EventFilter> {
  const { terms, errors } = parseEventQuery(input.q);
  const [error] = errors;
  if (error) throw new AppError("invalid", error.message);
  const ingestion = await findIngestion(tx, scope, input);
  const sources = await loadSources(tx, scope, [ingestion.id]);
  const lookup = { sources, groupOfTemplate: await templatesOf(tx, scope, terms) };
  const span = { firstMs: ingestion.firstAt?.getTime() ?? null, lastMs: ingestion.lastAt?.getTime() ?? null };
  const ofKinds = terms.flatMap((term) => {
    const matches = KIND_FIELDS[term.field];
    return matches ? [{ term, matches }] : [];
  });
  return {
    ingestion,
    sources,
    terms,
    matchesKind: (kind, without) =>
      ofKinds.every(
        ({ term, matches }) =>
          term.field === without || term.values.some((value) => matches(value, kind, lookup)) !== term.excluded,
      ),
    tests: terms.filter(({ field }) => KIND_FIELDS[field] === undefined).map((term) => eventTest(term, span)),
  };
}

type Matches = (value: string, kind: EventKind, lookup: Lookup) => boolean;

/** One row a field that all events of a kind share: whether they have one of its values. */
const KIND_FIELDS: Partial<Record<QueryTerm["field"], Matches>> = {
  level: (value, [, , level]) => (value === "unknown" ? level === null : level === (levelNumber(value) ?? -1)),
  service: (value, [, , , service]) => service === value || (value === NO_VALUE && service === null),
  source: (value, [index], { sources }) => sources.some((source) => source.index === index && source.name === value),
  group: (value, [, template], { groupOfTemplate }) => groupOfTemplate.get(template) === value.toLowerCase(),
  format: (value, [, , , , format]) => format === value,
};

const UUID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i;

/** The templates of the groups that the query names. */
async function templatesOf(tx: Tx, scope: Scope, terms: readonly QueryTerm[]): Promise<Map<number, string>> {
  const ids = terms
    .filter(({ field }) => field === "group")
    .flatMap(({ values }) => values.filter((value) => UUID.test(value)).map((value) => value.toLowerCase()));
  if (ids.length === 0) return new Map();
  const rows = await tx
    .select({ id: templates.id, groupId: templates.groupId })
    .from(templates)
    .where(own(scope, templates, inArray(templates.groupId, ids)));
  return new Map(rows.map(({ id, groupId }) => [id, groupId]));
}
