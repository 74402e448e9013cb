import { describe, expect, it } from "vitest";
import { drop, exclude, fieldFilter, include, only, rangeOf, stateOf, textFilter, withRange } from "./query-edit.ts";

const error = fieldFilter("level", "error");

describe("include, exclude, only, drop", () => {
  it.each([
    ["", include, error, "level:error"],
    ["level:fatal retry", include, error, "level:fatal,error retry"],
    ["-level:error", include, error, "level:error"],
    ["level:error,fatal", exclude, error, "level:fatal -level:error"],
    ["-service:nginx", exclude, fieldFilter("service", "api"), "-service:nginx,api"],
    ["level:warn,error x -level:info", only, error, "x level:error"],
    ["level:error,fatal x", drop, error, "level:fatal x"],
    ["level:error x", drop, error, "x"],
    ["x", drop, error, "x"],
    ["a", include, textFilter('say "hi"'), 'a "say \\"hi\\""'],
    ["service:a", include, fieldFilter("service", "b c"), 'service:a service:"b c"'],
  ])("%s", (query, edit, filter, expected) => expect(edit(query, filter)).toBe(expected));

  it("keeps what it cannot read", () => expect(include("level:loud x", error)).toBe("level:loud x level:error"));
  it("leaves spaces inside quotes", () => expect(include('"a  b"', error)).toBe('"a  b" level:error'));
});

it("tells included from excluded", () => {
  expect(stateOf("level:warn,error", error)).toBe("included");
  expect(stateOf("-level:error", error)).toBe("excluded");
  expect(stateOf("error", error)).toBe("free");
});

describe("ranges", () => {
  const span = { fromMs: Date.parse("2026-11-17T23:30:00Z"), untilMs: Date.parse("2026-11-18T00:30:00Z") };
  it("go into the query and come back", () => {
    const range = { fromMs: span.fromMs + 1000, untilMs: span.untilMs - 1000 };
    const query = withRange("since:12:00 x", range);
    expect(query).toBe("x since:2026-11-17T23:30:01.000Z until:2026-11-18T00:29:59.000Z");
    expect(rangeOf(query, span)).toEqual(range);
    expect(withRange(query, null)).toBe("x");
  });
  it.each([
    ["since:23:45", "2026-11-17T23:45:00Z", "2026-11-18T00:30:00Z"],
    ["since:00:10", "2026-11-18T00:10:00Z", "2026-11-18T00:30:00Z"],
    ["since:-15m", "2026-11-18T00:15:00Z", "2026-11-18T00:30:00Z"],
    ["until:2026-11-18T00:00", "2026-11-17T23:30:00Z", "2026-11-18T00:00:00Z"],
  ])("reads %s", (query, from, until) =>
    expect(rangeOf(query, span)).toEqual({ fromMs: Date.parse(from), untilMs: Date.parse(until) }),
  );
  it.each(["x", "since:2026-11-18T00:20 until:2026-11-18T00:10"])("is none in %s", (query) =>
    expect(rangeOf(query, span)).toBeNull(),
  );
});
