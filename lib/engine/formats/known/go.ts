import { defineFormat } from "../define.ts";
import { STRENGTH } from "../reading.ts";

export const go = [
  defineFormat({
    id: "logrus",
    title: "logrus (terminal)",
    family: "Go and C++",
    description: "Four-letter level with the seconds since start, or the time, in brackets.",
    templates: ["{level}[{time}] {message}", "{level}[{uptime:int}] {message}"],
    first: "TDIWEFP",
    check(reading, text) {
      if (reading.strength === STRENGTH.none) reading.strength = STRENGTH.clock;
      return /^[A-Z]{4}\[/.test(text);
    },
    examples: [
      {
        line: "WARN[2024-05-02T10:15:03Z] pull is slow    id=7",
        expect: { timestamp: "2024-05-02T10:15:03Z", level: "warn", message: "pull is slow    id=7" },
      },
      { line: "ERRO[0012] pull failed", expect: { level: "error", message: "pull failed" } },
    ],
  }),
];
