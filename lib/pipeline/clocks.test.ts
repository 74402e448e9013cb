import { expect, test } from "vitest";
import { clocksOf } from "./clocks.ts";

const mark = (source: string, than: string, aheadMs: number) => ({ seq: 1, sameAs: 2, source, than, aheadMs });
const FILES = ["app.log", "db.log", "proxy.log"];

test("a file is ahead of the first one by what its mark says", () =>
  expect(clocksOf([mark("db.log", "app.log", 4200)], FILES)).toEqual({ "db.log": 4200 }));

test("a mark on the first file is read the other way round", () =>
  expect(clocksOf([mark("app.log", "db.log", 4200)], FILES)).toEqual({ "db.log": -4200 }));

test("marks are followed from file to file", () =>
  expect(clocksOf([mark("proxy.log", "db.log", 300), mark("db.log", "app.log", 4200)], FILES)).toEqual({
    "db.log": 4200,
    "proxy.log": 4500,
  }));

test("two files that nothing ties to the first one keep what was estimated of one of them", () => {
  const estimated = [{ source: "db.log", skewMs: 1000, pairs: 9 }];
  expect(clocksOf([mark("proxy.log", "db.log", 300)], FILES, estimated)).toEqual({ "proxy.log": 1300 });
  expect(clocksOf([mark("proxy.log", "db.log", 300)], FILES)).toEqual({ "proxy.log": 300 });
});

test("no mark sets nothing", () => expect(clocksOf([], FILES)).toEqual({}));
