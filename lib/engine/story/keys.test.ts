import { describe, expect, test } from "vitest";
import { createKeyReader } from "./keys.ts";

const of = (message: string, attributes = {}) =>
  createKeyReader()({ message, attributes, fingerprint: "v1:1" }).map(({ kind, value }) => `${kind} ${value}`);

describe("keysOf", () => {
  test.each([
    ["Done HL-77 trace=4bf92f3577b34da6", {}, ["request 4bf92f3577b34da6"]],
    ["payment settled orderId=OR-48213 took=230ms", {}, ["entity OR-48213"]],
    ['msg="x" request_id="req-81a2c" user_id=u-99182', {}, ["request req-81a2c"]],
    ["x", { trace_id: "9f86d081884c7d65", "http.response.status_code": 200 }, ["request 9f86d081884c7d65"]],
    ["x", { "X-Correlation-Id": "c0ffee-0001", "process.pid": 81234, hostname: "web-12345" }, ["request c0ffee-0001"]],
    ["order=abcdef", {}, []],
    ["thread_id=123456 pod=web-7d9c4b version=1.2.3-rc1 duration=12345", {}, []],
    ["trace=0000000000000000", {}, []],
  ])("%s %j", (message, attributes, expected) => {
    expect(of(message, attributes)).toEqual(expected);
  });

  test("reads at most six, and a long line in time", () => {
    const message = Array.from({ length: 50_000 }, (_, i) => `order_id=A${i}00000`).join(" ");
    expect(of(message)).toHaveLength(6);
  });
});
