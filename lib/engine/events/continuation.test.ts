import { describe, expect, test } from "vitest";
import { readText } from "../testing/read.ts";

/** First lines of the events, of sources without any header. */
const starts = (text: string): number[] => readText(text).map((event) => event.line);

describe("bare traces are one event each", () => {
  test.each([
    [
      "Java",
      'Exception in thread "main" java.lang.RuntimeException: outer\n\tat A.main(A.java:3)\nCaused by: java.io.IOException: inner\n\t... 1 more\nBUILD FAILED',
      [1, 5],
    ],
    [
      "Java, a nested message",
      "java.lang.RuntimeException: mail;\n  nested exception is:\ncom.example.MailException: 550\n\n\tat A.b(A.java:1)\nnext",
      [1, 6],
    ],
    [
      "Python, chained",
      'Traceback (most recent call last):\n  File "a.py", line 1\nKeyError: 1\n\nDuring handling of the above exception, another exception occurred:\n\nTraceback (most recent call last):\n  File "a.py", line 3\nValueError: x\nready',
      [1, 10],
    ],
    [
      "Python, two of them",
      'Traceback (most recent call last):\n  File "a.py", line 1\nKeyError: 1\nTraceback (most recent call last):\n  File "a.py", line 1\nKeyError: 2',
      [1, 4],
    ],
    [
      "Node",
      "/app/index.js:3\n    throw new Error('x');\n    ^\n\nError: x\n    at main (/app/index.js:3:11) {\n  code: 'X'\n}\nlistening",
      [1, 9],
    ],
    ["Go", "panic: boom\n\ngoroutine 1 [running]:\nmain.main()\n\t/app/main.go:12 +0x1d\nexit status 2\ndone", [1, 7]],
    [
      ".NET",
      "Unhandled exception. System.AggregateException: x\n ---> System.InvalidOperationException: y\n   at A.B()\n   --- End of inner exception stack trace ---\n   at A.C()\nAborted",
      [1, 6],
    ],
    ["Ruby", "/srv/cart.rb:7:in `add': no stock (RuntimeError)\n\tfrom /srv/cart.rb:9:in `<main>'\nbye", [1, 3]],
    [
      "PHP",
      "PHP Fatal error:  Uncaught Exception: x in /srv/a.php:3\nStack trace:\n#0 {main}\n  thrown in /srv/a.php on line 3\nPHP Warning:  y in /srv/b.php on line 1",
      [1, 5],
    ],
    [
      "Rust",
      "thread 'main' panicked at src/main.rs:2:5:\nindex out of bounds\nnote: run with `RUST_BACKTRACE=1`\nnext",
      [1, 4],
    ],
    [
      "Dart",
      "Unhandled exception:\nAssertion failed\n#0      main (file:///a.dart:9:20)\n#1      _start (dart:isolate)\nnext",
      [1, 5],
    ],
    [
      "Swift",
      "Fatal error: Index out of range: file a.swift, line 3\nCurrent stack trace:\n0    libswiftCore.dylib 0x1\n1    app 0x2\nnext",
      [1, 5],
    ],
    ["plain lines", "ready\nlistening\nError codes are documented\nbye", [1, 2, 3, 4]],
  ])("%s", (_name, text, expected) => expect(starts(text)).toEqual(expected));
});

test("everything under a dated header belongs to it, a weaker header too", () => {
  const text =
    "2024-05-02 10:15:03 ERROR failed\ncom.example.X: y\nplain\n[INFO] no time\n\n  indented\n2024-05-02 10:15:04 INFO next";
  expect(starts(text)).toEqual([1, 7]);
});

test("a dated banner heads the lines under it", () => {
  expect(
    starts(
      "==== Dump at Thu May  2 10:15:03 2024 ====\n\nUSER PID\nroot 1\n==== End ====\n\n==== Dump at Thu May  2 10:16:03 2024 ====\nroot 2",
    ),
  ).toEqual([1, 7]);
});

test("a trace between JSON lines is an event of its own, and so is what follows", () => {
  expect(
    starts('{"level":"info","msg":"a"}\njava.lang.Exception: x\n\tat A.b(A.java:1)\nplain\n{"level":"info","msg":"b"}'),
  ).toEqual([1, 2, 4, 5]);
});

test("the second line of a two-line header states level and message", () => {
  expect(readText("May 02, 2024 10:15:03 AM org.example.Server start\nWARNING: slow start")).toMatchObject([
    {
      lines: 2,
      level: "warn",
      service: "org.example.Server",
      message: "slow start",
      attributes: { "code.function.name": "start" },
    },
  ]);
});
