import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readBytes, readText } from "../testing/read.ts";

const encoder = new TextEncoder();
const brief = (text: string) => readText(text).map(({ line, lines, level, message }) => [line, lines, level, message]);

describe("one JSON array: an element is an event", () => {
  const a = '{"time":"2024-05-02T10:15:03Z","level":"info","msg":"a [1] }"}';
  const b = '{"time":"2024-05-02T10:15:04Z","level":"error","msg":"b \\" {"}';
  test.each([
    ["on one line", `[${a},${b}]`, [1, 1, 1, 1]],
    ["an element a line", `[${a},\n${b}]\n`, [1, 1, 2, 1]],
    ["inside an object", `{"Records": [${a}, ${b}]}`, [1, 1, 1, 1]],
    ["pretty-printed", JSON.stringify([JSON.parse(a), JSON.parse(b)], null, 2), [1, 6, 7, 5]],
    ["with CRLF", JSON.stringify([JSON.parse(a), JSON.parse(b)], null, 2).replaceAll("\n", "\r\n"), [1, 6, 7, 5]],
  ])("%s", (_name, text, [line1, lines1, line2, lines2]) => {
    expect(brief(text)).toEqual([
      [line1, lines1, "info", "a [1] }"],
      [line2, lines2, "error", 'b " {'],
    ]);
    const [first, second] = readText(text);
    expect(text.slice(second?.offset, (second?.offset ?? 0) + (second?.length ?? 0))).toMatch(/^\{[^]*\}$/);
    expect(first?.timestamp).toBe("2024-05-02T10:15:03Z");
  });

  test("what follows the array are lines, and what stands in its object is kept", () => {
    expect(brief(`[${a}]\n2024-05-02 10:15:05 WARN late\nplain`)).toEqual([
      [1, 1, "info", "a [1] }"],
      [2, 2, "warn", "late\nplain"],
    ]);
    expect(brief(`{"events": [${a}], "nextToken": "f/3"}`)[1]?.[3]).toContain('"nextToken": "f/3"');
  });

  test("lines of objects that hold arrays stay lines", () => {
    const line = '{"items":[{"time":"2024-05-02T10:15:03Z","level":"info"}],"time":"2024-05-02T10:15:05Z","msg":"x"}';
    expect(brief(`${line}\n${line}`)).toEqual([
      [1, 1, null, "x"],
      [2, 1, null, "x"],
    ]);
  });
});

describe("tables with column names", () => {
  test.each([
    [",", '2024-05-02 10:15:03,WARN,"a, ""b""\nc",n1', 'a, "b"\nc'],
    ["\t", "2024-05-02 10:15:03\tWARN\ta, b\tn1", "a, b"],
    [";", "02.05.2024 10:15:03;Warning;a, b;n1", "a, b"],
    ["|", "2024-05-02 10:15:03|warn|a; b|n1", "a; b"],
  ])("between %j", (mark, row, message) => {
    const head = ["Time", "Severity", "Event Message", "Host"].join(mark);
    expect(readText(`${head}\n${row}\n${row}\n`)).toMatchObject([
      { line: 1, message: head, timestamp: null },
      { line: 2, message, level: "warn", timestamp: "2024-05-02T10:15:03", attributes: { "host.name": "n1" } },
      { message, level: "warn" },
    ]);
  });

  test("date and time in two columns; a carried line gives its level away", () => {
    expect(
      readText("Date,Time,_raw\n2024-05-02,10:15:03,2024-05-02 10:15:03 ERROR [main] a.b.C - no stock"),
    ).toMatchObject([{}, { timestamp: "2024-05-02T10:15:03", level: "error", message: "no stock", service: "a.b.C" }]);
  });

  test("a sentence with commas is none", () => {
    expect(readText("time, level and message\nare words, too, here").map((event) => event.format)).toEqual([
      "text",
      "text",
    ]);
  });
});

describe("blocks of named values", () => {
  test("a journal's export", () => {
    const block = (second: number) =>
      `__CURSOR=s=${second}\n__REALTIME_TIMESTAMP=171464490${second}250000\nPRIORITY=3\nSYSLOG_IDENTIFIER=shop\nMESSAGE=no stock\n`;
    expect(readText(`${block(3)}\n${block(4)}`)).toMatchObject([
      {
        line: 1,
        lines: 5,
        timestamp: "2024-05-02T10:15:03.250000Z",
        level: "error",
        service: "shop",
        message: "no stock",
      },
      { line: 7, lines: 5, timestamp: "2024-05-02T10:15:04.250000Z" },
    ]);
  });

  test("settings are none", () => {
    expect(readText("host: a\nport: 1\nname: b").map((event) => event.format)).toEqual(["text", "text", "text"]);
  });
});

describe("what wrappers put in front", () => {
  const stamp = (second: number) => `2024-05-02T10:15:0${second}.123456789Z`;

  test("times of kubectl: traces are whole, inner headers are read", () => {
    expect(
      readText(
        `${stamp(3)} 2024-05-02 10:15:03,100 ERROR [main] a.b.C - refused\n${stamp(3)} java.io.IOException: x\n${stamp(3)} \tat a.B.c(B.java:1)\n${stamp(4)} 2024-05-02 10:15:04,100 INFO [main] a.b.C - on`,
      ),
    ).toMatchObject([
      {
        line: 1,
        lines: 3,
        level: "error",
        service: "a.b.C",
        message: "refused\njava.io.IOException: x\n\tat a.B.c(B.java:1)",
      },
      { line: 4, message: "on" },
    ]);
  });

  test("times of docker in front of another format", () => {
    const line = (second: number, mark: string) =>
      `${stamp(second)} 1:M 02 May 2024 10:15:0${second}.250 ${mark} saving`;
    expect(readText(`${line(3, "*")}\n${line(4, "#")}`)).toMatchObject([
      { format: "redis", level: "info", message: "saving", timestamp: "2024-05-02T10:15:03.250" },
      { format: "redis", level: "warn" },
    ]);
  });

  test("a program's own fine times stay its header", () => {
    expect(readText(`${stamp(3)}  INFO shop::server: on\n${stamp(4)}  WARN shop::server: slow`)).toMatchObject([
      { format: "header", level: "info", service: "shop::server" },
      { level: "warn" },
    ]);
  });

  test.each([
    ["[shop-5c7f9c5b6f-abcde app] ", "app"],
    ["shop-5c7f9c5b6f-abcde app ", "app"],
    ["test\tRun tests\t2024-05-02T10:15:03.2501010Z ", "test"],
  ])("%s", (prefix, service) => {
    expect(readText(`${prefix}first line\n${prefix}ERROR no stock`)).toMatchObject([
      { message: "first line", service },
      { message: "no stock", level: "error", service },
    ]);
  });

  test("GitLab's streams and `aws logs tail`", () => {
    expect(readText("2024-05-02T10:15:03.250101Z 01E no stock")).toMatchObject([
      { message: "no stock", timestamp: "2024-05-02T10:15:03.250101Z" },
    ]);
    expect(
      readText(
        "2024-05-02T10:15:03.250000+00:00 2024/05/02/[$LATEST]0f3c [ERROR] no stock\n2024-05-02T10:15:04.250000+00:00 2024/05/02/[$LATEST]0f3c on",
      ),
    ).toMatchObject([{ message: "no stock", level: "error" }, { message: "on" }]);
  });
});

test("however the bytes are cut, records are the same", () => {
  const texts = [
    '[{"time":"2024-05-02T10:15:03Z","msg":"é ] \\\\"},\n\n {"time":"2024-05-02T10:15:04Z","msg":"}"} ]\nnext\n',
    'time,level,message\n2024-05-02 10:15:03,info,"a\n\nb"\n2024-05-02 10:15:04,warn,"é"\n',
    "Date: 2024-05-02 10:15:03\nLevel: Error\nMessage:\n a\n\nDate: 2024-05-02 10:15:04\nLevel: Info\nMessage: b\n",
  ];
  fc.assert(
    fc.property(
      fc.constantFrom(...texts),
      fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1 }),
      (text, sizes) => {
        const bytes = encoder.encode(text);
        expect(readBytes(bytes, sizes)).toEqual(readBytes(bytes));
      },
    ),
  );
});
