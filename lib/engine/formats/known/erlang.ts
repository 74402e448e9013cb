import { defineFormat } from "../define.ts";
import { levelTable } from "../level.ts";

const REPORT_LEVELS = levelTable({ CRASH: "error", SUPERVISOR: "error", PROGRESS: "info" });

export const erlang = [
  defineFormat({
    id: "erlang-report",
    title: "Erlang and RabbitMQ reports",
    family: "Erlang",
    description: "`=ERROR REPORT==== time ===` with the message under it.",
    templates: ["={level} REPORT==== {time} ===", "={kind:word} REPORT==== {time} ==="],
    check(reading) {
      const kind = reading.attributes?.["kind"];
      if (kind === undefined) return true;
      reading.level = REPORT_LEVELS(String(kind));
      return reading.level !== null;
    },
    first: "=",
    examples: [
      {
        line: "=ERROR REPORT==== 2-May-2024::10:15:03 ===",
        expect: { timestamp: "2024-05-02T10:15:03", level: "error", message: "" },
      },
      { line: "=CRASH REPORT==== 2-May-2024::10:15:03.250101 ===", expect: { level: "error", message: "" } },
    ],
  }),
  defineFormat({
    id: "couchdb",
    title: "CouchDB",
    family: "Databases",
    description: "Bracketed level, time, node, process, request id.",
    templates: ["[{level}] {time} {host} <{process:word}> {request_id} {message}"],
    first: "[",
    check: (reading) => /^\d+\.\d+\.\d+$/.test(String(reading.attributes?.["process"] ?? "")),
    examples: [
      {
        line: "[error] 2024-05-02T10:15:03.250000Z n1@shop <0.107.0> 4f2a0b7c1d compaction failed",
        expect: { timestamp: "2024-05-02T10:15:03.250000Z", level: "error", message: "compaction failed" },
      },
    ],
  }),
];
