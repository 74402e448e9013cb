import { expect, test } from "vitest";
import { readText } from "../testing/read.ts";
import { createContext, createReading } from "./reading.ts";
import { REGISTRY } from "./registry.ts";
import { readHeader } from "./header/header.ts";
import { readInnerTime } from "./inner-time.ts";
import { createResolver } from "./time/resolve.ts";

const LARGE = 100_000;

/** Units that patterns backtrack on, each to be repeated; and heads that take a line far into a format. */
const UNITS = [
  "a",
  " ",
  "1",
  "[",
  "]",
  "(",
  "((",
  "<",
  "{",
  '{"',
  '"',
  "\\",
  "=",
  ":",
  ": ",
  "::",
  ".",
  "a.",
  "-",
  "- ",
  "/",
  "|",
  ",",
  ", client: ",
  "a=",
  'a="',
  "a: ",
  "[a",
  "[a]",
  "\t",
  "2024-05-02 ",
  "12:",
  "LOG:  ",
  "INFO ",
  " HTTP/",
  "#1 ",
  "Caused by: ",
  "CEF:",
  "\u0000",
  "é",
  "\u001b[",
  "\u001b]",
];
const HEADS = REGISTRY.flatMap((format) => format.examples.map((example) => example.line));
/** Sources whose lines are records, the last of them open. */
const LAYOUTS = [
  '[{"time":"2024-05-02T10:15:03Z","msg":"a"},{"msg":"',
  'time,level,message\n2024-05-02 10:15:03,info,a\n2024-05-02 10:15:03,info,"',
  "Date: 2024-05-02 10:15:03\nLevel: Error\nMessage:\n",
];
const CUTS = [0.3, 0.6, 1];

/** Milliseconds, the best of a few rounds: the machine's hiccups only ever add. */
function cost(run: () => void, rounds: number): number {
  let best = Number.POSITIVE_INFINITY;
  for (let round = 0; round < rounds; round += 1) {
    const start = performance.now();
    run();
    best = Math.min(best, performance.now() - start);
  }
  return best;
}

const repeat = (head: string, unit: string, length: number): string =>
  head + unit.repeat(Math.ceil(length / unit.length));

/** What is never too long: a quadratic cost of a text this large is seconds. */
const SURELY_FINE_MS = 400;

/** Four times the text may cost four times as much, not sixteen. Asks again only where one look leaves it open. */
function expectLinear(name: string, run: (text: string) => void, head: string, unit: string, length = LARGE): void {
  const whole = repeat(head, unit, length);
  if (cost(() => run(whole), 1) < SURELY_FINE_MS) return;
  const large = cost(() => run(whole), 4);
  const quarter = repeat(head, unit, length / 4);
  const small = cost(() => run(quarter), 4);
  expect(
    large,
    `${name} on ${JSON.stringify(head.slice(-40))} + ${JSON.stringify(unit)}: ${small.toFixed(1)} ms → ${large.toFixed(1)} ms`,
  ).toBeLessThan(Math.max(SURELY_FINE_MS, small * 10));
}

const context = createContext("mdy", createResolver(null, "2024-06-01T00:00:00Z"));

for (const format of REGISTRY) {
  test(`${format.id} is linear`, () => {
    const heads = [
      "",
      ...format.examples.flatMap(({ line }) => CUTS.map((cut) => line.slice(0, Math.floor(line.length * cut)))),
    ];
    for (const head of heads) {
      for (const unit of UNITS)
        expectLinear(format.id, (text) => format.read(text, createReading(), context), head, unit);
    }
  });
}

test("the header scanner is linear", { timeout: 60_000 }, () => {
  for (const head of ["", "2024-05-02 10:15:03 ", "2024-05-02 10:15:03 INFO ", "[2024-05-02 10:15:03] [", "INFO "]) {
    for (const unit of UNITS) {
      expectLinear("header", (text) => readHeader(text, createReading(), context), head, unit);
      expectLinear("inner time", (text) => readInnerTime(text, createReading(), context), head, unit);
    }
  }
});

test("reading whole sources of hostile lines is linear", { timeout: 120_000 }, () => {
  for (const unit of UNITS) {
    expectLinear("one line", readText, "", unit);
    expectLinear("many lines", readText, "java.lang.IllegalStateException: x\n", unit + "\n", 20_000);
  }
  for (const head of LAYOUTS) {
    for (const unit of UNITS) {
      expectLinear("one record", readText, head, unit);
      expectLinear("many lines of a record", readText, head, unit + "\n", 20_000);
    }
  }
  for (const head of HEADS) expectLinear("repeated line", readText, "", head + "\n", 40_000);
});
