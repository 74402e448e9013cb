import { asc, eq } from "drizzle-orm";
import fc from "fast-check";
import { beforeAll, expect, it } from "vitest";
import { database } from "#db/client.ts";
import { eventChunks, events } from "#db/schema/index.ts";
import { makeTenant, type Tenant } from "#db/testing/database.ts";
import { ingest } from "#lib/pipeline/testing/ingest.ts";
import { createRandom } from "#samples/random.ts";
import { countEvents, listEvents } from "./events.ts";
import { listFacets } from "./facets.ts";
import { getHistogram } from "./histogram.ts";
import { levelName } from "./levels.ts";

// Two sources that overlap in time, events out of order, lines without a time: several chunks of each.
const random = createRandom(7, "search");
const at = (second: number) => new Date(Date.UTC(2026, 10, 17, 2) + second * 1000).toISOString();
const levels = ["INFO", "INFO", "INFO", "WARN", "ERROR"];
const api = Array.from({ length: 7000 }, (_, index) =>
  index % 500 === 499
    ? "Ärger: no time here"
    : `${at(index + Math.floor(random.next() * 20))} ${levels[Math.floor(random.next() * 5)]} [api] request ${index} of customer ${index % 97}`,
);
const jobs = Array.from({ length: 7000 }, (_, index) =>
  JSON.stringify({
    time: at(index * 0.9),
    level: index % 1000 === 0 ? "fatal" : "info",
    service: index % 3 === 0 ? "mail" : "billing",
    msg: index > 6500 ? `late Failure ${index}` : `ran job ${index}`,
    try: index % 4,
    // more names than have columns of their own
    [`tag${index % 90}`]: index % 5,
  }),
);

let tenant: Tenant;
let input: { projectId: string; ingestionId: string };
let rows: (typeof events.$inferSelect)[];
beforeAll(async () => {
  tenant = await makeTenant();
  const { id } = await ingest(tenant.admin, { "api.log": api.join("\n"), "jobs.json": jobs.join("\n") });
  input = { projectId: tenant.projectId, ingestionId: id };
  rows = await database().select().from(events).where(eq(events.ingestionId, id)).orderBy(asc(events.seq));
});

type Row = (typeof rows)[number];
interface Term {
  text: string;
  holds: (row: Row) => boolean;
}
const holdsText = (words: string) => (row: Row) => row.message.toLowerCase().includes(words.toLowerCase());
const sinceMs = Date.UTC(2026, 10, 17, 2, 30);
const TERMS: Term[] = [
  { text: "level:error,fatal", holds: (row) => ["error", "fatal"].includes(levelName(row.level) ?? "") },
  { text: "service:mail", holds: (row) => row.service === "mail" },
  { text: "source:api.log", holds: (row) => row.sourceIndex === 0 },
  { text: "since:02:30", holds: (row) => row.ts !== null && row.ts.getTime() >= sinceMs },
  { text: "until:02:30", holds: (row) => row.ts !== null && row.ts.getTime() <= sinceMs },
  { text: "seq:4990..5010,9000", holds: ({ seq }) => (seq >= 4990 && seq <= 5010) || seq === 9000 },
  { text: "try:2", holds: (row) => row.attributes?.["try"] === 2 },
  { text: "tag7:2", holds: (row) => row.attributes?.["tag7"] === 2 },
  { text: "tag89:0,4", holds: (row) => [0, 4].includes(Number(row.attributes?.["tag89"] ?? NaN)) },
  { text: "FAILURE", holds: holdsText("failure") },
  { text: "ÄRGER", holds: holdsText("ärger") },
  { text: '"customer 12"', holds: holdsText("customer 12") },
  { text: "7", holds: holdsText("7") },
  { text: "nowhere", holds: holdsText("nowhere") },
];
const queries = fc
  .array(fc.record({ term: fc.constantFrom(...TERMS), excluded: fc.boolean() }), { minLength: 1, maxLength: 3 })
  .map((parts) => ({
    q: parts.map(({ term, excluded }) => (excluded ? "-" : "") + term.text).join(" "),
    holds: (row: Row) => parts.every(({ term, excluded }) => term.holds(row) !== excluded),
  }));

const LIMIT = 900;
async function pagesOf(q: string, sort: "seq" | "time", direction: "asc" | "desc"): Promise<number[]> {
  const seqs: number[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < 3 && (page === 0 || cursor !== undefined); page++) {
    const list = await listEvents(tenant.member, { ...input, q, sort, direction, limit: LIMIT, cursor });
    seqs.push(...list.items.map(({ seq }) => seq));
    cursor = list.nextCursor ?? undefined;
  }
  return seqs;
}

function ordered(found: readonly Row[], sort: "seq" | "time", direction: "asc" | "desc"): number[] {
  const sign = direction === "asc" ? 1 : -1;
  const by = (one: Row, other: Row) =>
    (sort === "time" &&
      (Number(one.ts === null) - Number(other.ts === null) ||
        sign * ((one.ts?.getTime() ?? 0) - (other.ts?.getTime() ?? 0)))) ||
    sign * (one.seq - other.seq);
  return found.toSorted(by).map(({ seq }) => seq);
}

const check = async ({ q, holds }: { q: string; holds: (row: Row) => boolean }) => {
  const found = rows.filter(holds);
  expect((await countEvents(tenant.member, { ...input, q })).count).toBe(found.length);
  for (const sort of ["seq", "time"] as const) {
    for (const direction of ["asc", "desc"] as const) {
      expect(await pagesOf(q, sort, direction)).toEqual(ordered(found, sort, direction).slice(0, 3 * LIMIT));
    }
  }
  const { axis, levels: bins } = await getHistogram(tenant.member, { ...input, q, bins: 100 });
  const shown = Object.values(bins).flatMap((level) => level);
  const onAxis = ({ ts }: Row) =>
    ts !== null && ts.getTime() >= axis.startMs && ts.getTime() < axis.startMs + axis.bins * axis.binMs;
  expect(shown.reduce((sum, [, count]) => sum + count, 0)).toBe(found.filter(onAxis).length);
};

it("finds, counts, sorts and bins exactly what matches", { timeout: 180_000 }, async () => {
  expect(rows.length).toBeGreaterThan(14_000 - 20);
  await fc.assert(fc.asyncProperty(queries, check), { numRuns: 40, seed: 3 });
});

it("counts facets exactly, each without its own terms", async () => {
  const { items } = await listFacets(tenant.member, { ...input, q: "level:error since:02:30 -7" });
  const kept = rows.filter((row) => row.ts !== null && row.ts.getTime() >= sinceMs && !row.message.includes("7"));
  const valuesOf = (name: string) =>
    Object.fromEntries(
      items.find(({ facet }) => facet === name)?.values.map(({ value, count }) => [value, count]) ?? [],
    );
  const errors = kept.filter(({ level }) => levelName(level) === "error");
  expect(valuesOf("source")).toEqual({ "api.log": errors.length });
  const byLevel = Map.groupBy(kept, ({ level }) => levelName(level) ?? "unknown");
  expect(valuesOf("level")).toEqual(Object.fromEntries([...byLevel].map(([level, all]) => [level, all.length])));
});

it("answers about events that were stored without columns, and stores those", async () => {
  const mine = eq(eventChunks.ingestionId, input.ingestionId);
  const before = await database().select().from(eventChunks).where(mine).orderBy(asc(eventChunks.firstSeq));
  await database().delete(eventChunks).where(mine);
  await Promise.all([check({ q: "7", holds: holdsText("7") }), check({ q: "nowhere", holds: holdsText("nowhere") })]);
  expect(await database().select().from(eventChunks).where(mine).orderBy(asc(eventChunks.firstSeq))).toEqual(before);
});
