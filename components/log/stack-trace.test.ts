import { describe, expect, it } from "vitest";
import { stackTraceOf } from "./stack-trace.ts";

const shape = (text: string) =>
  stackTraceOf(text)?.lines.map((line) =>
    line.kind === "folded" ? `folded ${line.lines.length} ${line.packages.join(" ")}`.trim() : line.kind,
  );

describe("stackTraceOf", () => {
  it("keeps our frames of Java and folds the libraries'", () => {
    const trace = [
      "java.sql.SQLTransientConnectionException: no connection",
      "\tat com.zaxxer.hikari.pool.HikariPool.create(HikariPool.java:686)",
      "\tat com.zaxxer.hikari.pool.HikariPool.get(HikariPool.java:179)",
      "\tat com.zaxxer.hikari.HikariDataSource.get(HikariDataSource.java:99)",
      "\tat org.hibernate.engine.Jdbc.prepare(Jdbc.java:1)",
      "\tat org.hibernate.engine.Jdbc.run(Jdbc.java:2)",
      "\tat shop.orders.OrderRepository.save(OrderRepository.java:58)",
      "\tat org.springframework.web.Filter.go(Filter.java:1)",
      "\tat org.apache.catalina.Valve.go(Valve.java:1)",
      "Caused by: org.postgresql.util.PSQLException: FATAL: terminating connection",
      "\tat org.postgresql.core.QueryExecutor.execute(QueryExecutor.java:368)",
      "\t... 4 more",
    ].join("\n");
    expect(shape(trace)).toEqual([
      "exception",
      "library",
      "library",
      "library",
      "folded 2 org.hibernate",
      "own",
      "folded 2 org.springframework org.apache",
      "exception",
      "library",
      "library",
    ]);
    expect(stackTraceOf(trace)).toMatchObject({ total: 12, folded: 4 });
  });

  it("takes Python's source lines with their frames", () => {
    const trace = [
      "Traceback (most recent call last):",
      '  File "/app/jobs/send.py", line 12, in run',
      "    deliver(mail)",
      '  File "/usr/lib/python3.12/site-packages/requests/api.py", line 59, in request',
      "    return session.request(method=method)",
      '  File "/usr/lib/python3.12/site-packages/urllib3/pool.py", line 5, in open',
      "    raise",
      "ConnectionError: refused",
    ].join("\n");
    expect(shape(trace)).toEqual(["exception", "own", "own", "folded 4 requests urllib3", "exception"]);
  });

  it("reads Node and Go", () => {
    expect(
      shape(
        "TypeError: x is undefined\n    at pay (/srv/app/pay.js:3:1)\n    at Layer.handle (/srv/node_modules/express/lib/layer.js:95:5)\n    at process.task (node:internal/process/task:95:5)",
      ),
    ).toEqual(["exception", "own", "folded 2 express node:internal/process/task"]);
    expect(
      shape(
        "panic: boom\nmain.serve(0xc000)\n\t/app/main.go:12 +0x1d\nruntime.goexit()\n\t/usr/local/go/src/runtime/asm.s:1",
      ),
    ).toEqual(["exception", "own", "own", "folded 2 runtime go"]);
  });

  it.each(["", "one line", "two\nplain lines", "key: value\n  indented: yaml\n  more: yaml"])("is none in %j", (text) =>
    expect(stackTraceOf(text)).toBeNull(),
  );

  it("stays linear on hostile lines", () => {
    expect(stackTraceOf(`${"at ".repeat(50_000)}\n${"(".repeat(100_000)}`)).toBeNull();
  });
});
