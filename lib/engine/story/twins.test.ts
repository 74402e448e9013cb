import { expect, test } from "vitest";
import { standsFor, withoutTwins } from "./twins.ts";
import type { Onset } from "./story.ts";

const onset = (ref: string, service: string, firstSeq: number): { onset: Onset } => ({
  onset: {
    kind: "finding",
    ref,
    title: ref,
    service,
    category: null,
    atMs: 0,
    uncertaintyMs: 0,
    firstSeq,
    evidence: [firstSeq],
  },
});

const pool = onset("resource_exhaustion.connection_pool:orders", "orders", 7);
const database = onset("db_connection.pool_timeout:orders", "orders", 7);
const gateway = onset("dependency_failure.http_5xx:gateway", "gateway", 7);

test("one onset a line of a service, the one ranked best, which names the other", () => {
  const kept = withoutTwins([database, pool, gateway], [pool, gateway, database]);
  expect(kept.map(({ onset: { ref } }) => ref)).toEqual([pool.onset.ref, gateway.onset.ref]);
  expect(kept[0]?.onset.also).toEqual([database.onset.ref]);
  expect(kept.some((one) => standsFor(one.onset, database.onset.ref))).toBe(true);
});

test("without a ranking the first stays", () => {
  expect(withoutTwins([database, pool], []).map(({ onset: { ref } }) => ref)).toEqual([database.onset.ref]);
});
