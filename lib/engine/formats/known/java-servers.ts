import { defineFormat } from "../define.ts";
import { levelOf, levelTable } from "../level.ts";
import { setAttribute } from "../reading.ts";

const WAS_LETTERS = levelTable({
  F: "fatal",
  E: "error",
  W: "warn",
  A: "info",
  I: "info",
  C: "info",
  D: "debug",
  O: "info",
  R: "error",
  1: "debug",
  2: "trace",
  3: "trace",
  Z: "info",
});

/** Application servers with columns of their own. */
export const javaServers = [
  defineFormat({
    id: "websphere",
    title: "WebSphere",
    family: "Java",
    description: "Bracketed time with its zone, thread, short name, one letter for the level.",
    templates: ["[{time}] {thread} {service} {mark} {message}"],
    first: "[",
    check(reading) {
      const level = WAS_LETTERS(String(reading.attributes?.["mark"] ?? ""));
      if (level === null || !/^[0-9a-f]{8}$/.test(String(reading.attributes?.["thread.name"] ?? ""))) return false;
      reading.level = level;
      if (reading.attributes !== null) delete reading.attributes["mark"];
      // class and method, where tracing names them
      const place = /^([\w$]+(?:\.[\w$]+){2,12}) ([\w$<>]{1,80}) /.exec(reading.message.slice(0, 400));
      if (place !== null) {
        setAttribute(reading, "log.logger", place[1] ?? "");
        setAttribute(reading, "code.function.name", place[2] ?? "");
        reading.message = reading.message.slice(place[0].length);
      }
      return true;
    },
    examples: [
      {
        line: "[5/2/24 10:15:03:250 UTC] 0000004c ServletWrapper E   SRVE0068E: uncaught exception",
        expect: {
          timestamp: "2024-05-02T10:15:03.250Z",
          level: "error",
          service: "ServletWrapper",
          message: "SRVE0068E: uncaught exception",
        },
      },
    ],
  }),
  defineFormat({
    id: "weblogic",
    title: "WebLogic",
    family: "Java",
    description: "Fields in angle brackets, the message in the last of them.",
    templates: ["{?####?}<{time}> <{word}> <{service:text}> <{message}"],
    first: "#<",
    check(reading) {
      const level = levelOf(String(reading.attributes?.["word"] ?? ""));
      if (level === null) return false;
      reading.level = level;
      if (reading.attributes !== null) delete reading.attributes["word"];
      const fields = reading.message.replace(/>\s*$/, "").split("> <", 16);
      const id = fields.find((field) => /^BEA-\d{3,8}$/.test(field));
      if (id !== undefined) setAttribute(reading, "event.name", id);
      reading.message = fields.at(-1) ?? "";
      return true;
    },
    examples: [
      {
        line: "####<May 2, 2024 10:15:03 AM UTC> <Error> <Deployer> <n1> <AdminServer> <main> <<kernel>> <> <> <1714644903250> <BEA-149265> <failure occurred>",
        expect: {
          timestamp: "2024-05-02T10:15:03Z",
          level: "error",
          service: "Deployer",
          message: "failure occurred",
          attributes: { "event.name": "BEA-149265" },
        },
      },
    ],
  }),
];
