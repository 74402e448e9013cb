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
    [
      "rustc",
      "error[E0382]: borrow of moved value: `a`\n --> src/main.rs:4:20\n  |\n2 |     let a = 1;\n  |         - moved\n...\n9 |     a\n  |     ^ used\n\nwarning: unused",
      [1, 10],
    ],
    ["a drawn box", "╷\n│ Error: no such type\n│ \n│   on main.tf line 1\n╵\n╷\n│ Warning: old\n╵\ndone", [1, 6, 9]],
    [
      "AddressSanitizer",
      "=================================================================\n==7==ERROR: AddressSanitizer: heap-use-after-free on 0x602\nREAD of size 4 at 0x602 thread T0\n    #0 0x4f in main a.c:1\n\n0x602 is located 0 bytes inside\nfreed by thread T0 here:\n    #0 0x4c in free\n\nSUMMARY: AddressSanitizer: heap-use-after-free a.c:1\ndone",
      [1, 11],
    ],
    ["a JVM's last words", "#\n# A fatal error has been detected\n#\n#  SIGSEGV (0xb)\ndone", [1, 5]],
    [
      "an Android tombstone",
      "*** *** *** *** *** *** *** ***\nBuild fingerprint: 'x'\npid: 1, tid: 2, name: x  >>> com.acme <<<\nsignal 11 (SIGSEGV)\nbacktrace:\n      #00 pc 0000 libc.so\ndone",
      [1, 7],
    ],
    [
      "varnishlog",
      "*   << Request  >> 2\n-   Begin          req 1 rxreq\n-   End\n\n*   << Session  >> 1\n-   End",
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

describe("traces behind headers", () => {
  test("syslog repeats its header before each frame", () => {
    const at = (second: number) => `May  2 10:15:0${second} n1 shop[42]: `;
    expect(
      readText(
        `${at(3)}Traceback (most recent call last):\n${at(3)}  File "a.py", line 3, in add\n${at(3)}    take(1)\n${at(3)}KeyError: 'sku'\n${at(4)}restarting`,
      ),
    ).toMatchObject([
      {
        line: 1,
        lines: 4,
        message: "Traceback (most recent call last):\n  File \"a.py\", line 3, in add\n    take(1)\nKeyError: 'sku'",
        attributes: { "exception.type": "KeyError" },
      },
      { line: 5, message: "restarting" },
    ]);
  });

  test("logcat does, too, and another process is another event", () => {
    const line = (pid: number, text: string) => `05-02 10:15:03.250  ${pid}  ${pid} E AndroidRuntime: ${text}`;
    expect(
      starts(
        [
          line(12, "FATAL EXCEPTION: main"),
          line(12, "Process: com.example.shop, PID: 12"),
          line(12, "java.lang.RuntimeException: x"),
          line(12, "\tat a.B.c(B.java:1)"),
          line(99, "FATAL EXCEPTION: main"),
        ].join("\n"),
      ),
    ).toEqual([1, 5]);
  });

  test("a crash between quiet lines is an event of its own", () => {
    expect(
      starts(
        '2024-05-02 10:15:03 INFO on\nException in thread "main" java.lang.OutOfMemoryError: x\n\tat a.B.c(B.java:1)\n2024-05-02 10:15:04 INFO on',
      ),
    ).toEqual([1, 2, 4]);
  });

  test("PostgreSQL's DETAIL belongs to an error of the same process", () => {
    const line = (pid: number, text: string) => `2024-05-02 10:15:03.250 UTC [${pid}] ${text}`;
    expect(
      readText(
        [
          line(7, "ERROR:  duplicate key"),
          line(7, "DETAIL:  Key (id)=(7) exists."),
          line(8, "DETAIL:  another's"),
        ].join("\n"),
      ),
    ).toMatchObject([{ lines: 2, message: "duplicate key\nDETAIL:  Key (id)=(7) exists." }, { line: 3 }]);
  });
});

test("undated levels do not swallow what a console prints between them", () => {
  expect(starts("[INFO] building\n[ERROR] failed:\n  no symbol\nFinished: FAILURE")).toEqual([1, 2, 4]);
});

test("what a runtime prints when it dies is no part of an undated or dated line without a level", () => {
  expect(starts("2024/05/02 10:15:03 listening\npanic: boom\n\ngoroutine 1 [running]:\nmain.main()")).toEqual([1, 2]);
  expect(starts("2024/05/02 10:15:03 http: panic serving\ngoroutine 1 [running]:\nmain.main()")).toEqual([1]);
});

test("a trace that repeats its header is one event, dated or not", () => {
  const nova = (text: string): string => `2024-05-02 10:15:03.250 14 ERROR nova.compute [instance: 7f0c] ${text}`;
  expect(
    starts(
      [
        nova("spawn failed"),
        nova("Traceback (most recent call last):"),
        nova('  File "a.py", line 1, in spawn'),
        nova("    run()"),
        nova("NotFound: x"),
        nova("gone"),
      ].join("\n"),
    ),
  ).toEqual([1, 6]);
  const logcat = (text: string): string => `E/AndroidRuntime( 1702): ${text}`;
  expect(
    starts(
      [
        logcat("FATAL EXCEPTION: main"),
        logcat("Process: com.acme, PID: 1702"),
        logcat("java.lang.NullPointerException: x"),
        logcat("\tat com.acme.A.b(A.java:1)"),
        "W/Camera( 1702): slow",
      ].join("\n"),
    ),
  ).toEqual([1, 5]);
});

test("lines of pairs are no block of named values", () => {
  expect(
    starts(
      "level=info ts=2024-05-02T10:15:03Z msg=a\nts=2024-05-02T10:15:04Z level=warn msg=b\ntime=2024-05-02T10:15:05Z level=info msg=c",
    ),
  ).toEqual([1, 2, 3]);
});

test("a clock with a level begins an event among dated lines", () => {
  expect(starts("2024-05-02 10:15:03 INFO a\n10:15:04.250 [main] ERROR com.acme.A - b\n10:15:05 plain")).toEqual([
    1, 2,
  ]);
});

test("a traceback under an undated level ends with its own last line", () => {
  expect(
    starts('ERROR: request failed\nTraceback (most recent call last):\n  File "a.py", line 1\nshop.NoStock\nready'),
  ).toEqual([1, 5]);
});
