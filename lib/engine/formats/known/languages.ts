import { defineFormat } from "../define.ts";
import { FIELDS } from "../fields.ts";
import { levelOf } from "../level.ts";
import { STRENGTH } from "../reading.ts";
import { levelOfStatus } from "../structured/http.ts";

/** Loggers of languages and frameworks whose shape needs a name. */
export const languages = [
  defineFormat({
    id: "npm",
    title: "npm",
    family: "CI",
    description: "`npm ERR!`, `npm warn` and their kin.",
    templates: ["npm {word} {message}", "npm {word}"],
    first: "n",
    singleLine: true,
    check(reading) {
      const word = String(reading.attributes?.["word"] ?? "");
      const level = word === "ERR!" ? "error" : levelOf(word);
      if (level === null || (word !== "ERR!" && !/^(?:WARN|ERR|warn|error|notice|info|verbose|verb|silly)$/.test(word)))
        return false;
      reading.level = level;
      if (reading.attributes !== null) delete reading.attributes["word"];
      reading.strength = STRENGTH.weak;
      return true;
    },
    examples: [{ line: "npm ERR! code ERESOLVE", expect: { level: "error", message: "code ERESOLVE" } }],
  }),
  defineFormat({
    id: "ruby-logger",
    title: "Ruby Logger",
    family: "Ruby",
    description: "Letter, bracketed time and pid, level, program name.",
    templates: ["{letter}, [{time} #{pid}] {level} -- {service:text}: {message}"],
    first: "DIWEFA",
    check(reading) {
      const id = /^\[([0-9a-f-]{32,36})\] /.exec(reading.message);
      if (id !== null) {
        reading.message = reading.message.slice(id[0].length);
        (reading.attributes ??= {})["http.request.id"] = id[1] ?? "";
      }
      return true;
    },
    examples: [
      {
        line: "W, [2024-05-02T10:15:03.250101 #311]  WARN -- Mailer: relay is slow",
        expect: {
          timestamp: "2024-05-02T10:15:03.250101",
          level: "warn",
          service: "Mailer",
          message: "relay is slow",
          attributes: { "process.pid": 311 },
        },
      },
    ],
  }),
  defineFormat({
    id: "spark",
    title: "Spark and log4j 1 (short year)",
    family: "Java",
    description: "`yy/MM/dd HH:mm:ss`, level, class.",
    templates: ["{time} {level} {logger}: {message}"],
    first: "0123456789",
    check: (_reading, text) => text.charCodeAt(2) === 47,
    examples: [
      {
        line: "17/06/09 20:10:40 INFO Remoting: Starting remoting",
        expect: { timestamp: "2017-06-09T20:10:40", level: "info", service: "Remoting", message: "Starting remoting" },
      },
    ],
  }),
  defineFormat({
    id: "rails-request",
    title: "Rails request",
    family: "Ruby",
    description: "`Started GET …` to `Completed …`, one event a request.",
    templates: ["Started {method} {path:quoted} for {client} at {time}"],
    first: "S",
    check(reading, text) {
      reading.message = text;
      return true;
    },
    finish(lines, reading) {
      const status = lines.map((line) => /^Completed (\d{3}) /.exec(line)?.[1]).find((found) => found !== undefined);
      if (status !== undefined) {
        FIELDS["status"]?.(reading, status);
        levelOfStatus(reading);
      }
      return lines.join("\n");
    },
    examples: [
      {
        line: 'Started GET "/carts/7" for 192.0.2.7 at 2024-05-02 10:15:03 +0000',
        expect: {
          timestamp: "2024-05-02T10:15:03Z",
          attributes: { "http.request.method": "GET", "url.path": "/carts/7" },
        },
      },
    ],
  }),
];
