import { and, eq, gte, inArray, isNull, lte, or, sql, type SQL } from "drizzle-orm";
import { parseEventQuery, type QueryTerm } from "#contracts/event-query.ts";
import { events, templates } from "#db/schema/index.ts";
import { AppError } from "#lib/errors.ts";
import { own, type Scope, type Tx } from "#lib/scope.ts";
import { resolveTime, type Span } from "./event-time.ts";
import type { IngestionRow, SourceRow } from "./ingestion-view.ts";
import { findIngestion, loadSources, type InIngestion } from "./ingestions.ts";
import { levelNumber } from "./levels.ts";
import { containsText } from "./text-search.ts";

/** A parsed query over the events of one ingestion. */
export interface EventFilter {
  ingestion: IngestionRow;
  sources: SourceRow[];
  terms: readonly QueryTerm[];
  /** The condition, without the terms of one field where told. */
  where(without?: QueryTerm["field"]): SQL;
}

/** What a term's values are looked up in. */
interface Lookup extends Span {
  sources: readonly SourceRow[];
  /** Template ids by group id. */
  templates: Map<string, number[]>;
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
  const lookup = {
    sources,
    templates: await templatesOf(tx, scope, terms),
    firstMs: ingestion.firstAt?.getTime() ?? null,
    lastMs: ingestion.lastAt?.getTime() ?? null,
  };
  const conditions = terms.map((term) => ({ field: term.field, condition: conditionOf(term, lookup) }));
  return {
    ingestion,
    sources,
    terms,
    where(without) {
      const kept = conditions.filter(({ field }) => field !== without).map(({ condition }) => condition);
      return own(scope, events, eq(events.ingestionId, ingestion.id), ...kept) ?? sql`false`;
    },
  };
}

/** One row a field: what one of its values means. Values are parameters, never text of the statement. */
const FIELDS: Record<QueryTerm["field"], (value: string, lookup: Lookup, name: string) => SQL | undefined> = {
  level: (value) => (value === "unknown" ? isNull(events.level) : eq(events.level, levelNumber(value) ?? -1)),
  service: (value) => orNone(value, eq(events.service, value), isNull(events.service)),
  source: (value, { sources }) =>
    inArray(
      events.sourceIndex,
      sources.filter(({ name }) => name === value).map(({ index }) => index),
    ),
  group: (value, lookup) => inArray(events.templateId, lookup.templates.get(value.toLowerCase()) ?? []),
  format: (value) => eq(events.format, value),
  trace: (value) => attributeIs("trace_id", value),
  attribute: (value, _, name) => attributeIs(name, value),
  seq: (value) => {
    const [from = 0, to = from] = value.split(/\.\.|-/).map(Number);
    return and(gte(events.seq, clampSeq(from)), lte(events.seq, clampSeq(to)));
  },
  since: (value, span) => atTime(resolveTime(value, span), (date) => gte(events.ts, date)),
  until: (value, span) => atTime(resolveTime(value, span), (date) => lte(events.ts, date)),
  text: (value) => containsText(events.message, value),
};

function conditionOf(term: QueryTerm, lookup: Lookup): SQL | undefined {
  const any = or(...term.values.map((value) => FIELDS[term.field](value, lookup, term.name)));
  // "is not true" also keeps events that have no such field.
  return term.excluded && any ? sql`(${any}) is not true` : any;
}

const attributeIs = (name: string, value: string): SQL => sql`${events.attributes} ->> ${name} = ${value}`;

const orNone = (value: string, is: SQL, none: SQL): SQL | undefined => (value === NO_VALUE ? or(is, none) : is);

const atTime = (ms: number | null, condition: (date: Date) => SQL): SQL =>
  ms === null || Math.abs(ms) > 8.64e15 ? sql`false` : condition(new Date(ms));

const MAX_SEQ = 2 ** 31 - 1;
const clampSeq = (seq: number): number => Math.min(seq, MAX_SEQ);

const UUID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i;

async function templatesOf(tx: Tx, scope: Scope, terms: readonly QueryTerm[]): Promise<Map<string, number[]>> {
  const ids = terms
    .filter(({ field }) => field === "group")
    .flatMap(({ values }) => values.filter((value) => UUID.test(value)).map((value) => value.toLowerCase()));
  const found = new Map<string, number[]>();
  if (ids.length === 0) return found;
  const rows = await tx
    .select({ id: templates.id, groupId: templates.groupId })
    .from(templates)
    .where(own(scope, templates, inArray(templates.groupId, ids)));
  for (const { id, groupId } of rows) found.set(groupId, [...(found.get(groupId) ?? []), id]);
  return found;
}
