import { defineFormat } from "../define.ts";
import { isName } from "../header/tokens.ts";
import type { Reading } from "../reading.ts";
import { readInner } from "../structured/inner.ts";

/** The two commonest Java layouts. The header scanner reads them too; a template reads them faster. */
export const javaLoggers = [
  defineFormat({
    id: "logback",
    title: "Logback and log4j",
    family: "Java",
    description:
      "Time, thread in brackets and level in either order, logger, dash. Other layouts are read by their shape.",
    first: "0123456789",
    templates: [
      "{time} [{thread:nested}] {level} {logger} - {message}",
      "{time} {level} [{thread:nested}] {logger} - {message}",
    ],
    check: hasLogger,
    examples: [
      {
        line: "2024-05-02 10:15:03,250 [worker-7] WARN  com.example.Cart - stock is low",
        expect: {
          timestamp: "2024-05-02T10:15:03.250",
          level: "warn",
          service: "com.example.Cart",
          message: "stock is low",
          attributes: { "thread.name": "worker-7" },
        },
      },
    ],
  }),
  defineFormat({
    id: "spring-boot",
    title: "Spring Boot",
    family: "Java",
    description: "Time, level, pid, dashes, thread in brackets, shortened logger, colon.",
    first: "0123456789",
    templates: ["{time} {level} {pid} --- [{thread:nested}] {logger} : {message}"],
    check: hasLogger,
    examples: [
      {
        line: "2024-05-02T10:15:03.250+02:00  INFO 4711 --- [           main] c.e.demo.Application  : Started in 2.1 seconds",
        expect: {
          timestamp: "2024-05-02T10:15:03.250+02:00",
          level: "info",
          service: "c.e.demo.Application",
          message: "Started in 2.1 seconds",
          attributes: { "process.pid": 4711, "thread.name": "main" },
        },
      },
    ],
  }),
];

function hasLogger(reading: Reading): boolean {
  if (!isName(reading.service ?? "")) return false;
  readInner(reading);
  return true;
}
