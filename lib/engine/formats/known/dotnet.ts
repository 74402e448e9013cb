import { defineFormat } from "../define.ts";
import { STRENGTH } from "../reading.ts";

export const dotnet = [
  defineFormat({
    id: "dotnet-console",
    title: ".NET console logger",
    family: ".NET",
    description: "Level, category and event id on one line, the message indented under it.",
    templates: ["{level}: {logger}[{event_id:int}]"],
    first: "tdiwfc",
    check(reading, text) {
      reading.strength = STRENGTH.full;
      return text.endsWith("]") && /^(?:trce|dbug|info|warn|fail|crit): /.test(text.slice(0, 8));
    },
    finish: (lines) =>
      lines.length < 2
        ? (lines[0] ?? "")
        : lines
            .slice(1)
            .map((line) => line.replace(/^ {6}/, ""))
            .join("\n"),
    examples: [{ line: "fail: Shop.Checkout.Worker[13]", expect: { level: "error", service: "Shop.Checkout.Worker" } }],
  }),
];
