import { defineFormat } from "../define.ts";
import type { Format } from "../format.ts";
import { isWordChar, skipBlanks } from "../chars.ts";
import { levelOf, levelTable } from "../level.ts";
import { STRENGTH, setAttribute, type Reading } from "../reading.ts";
import type { Level } from "../../vocabulary.ts";

export const POSTGRES_LEVELS: Readonly<Record<string, Level | null>> = {
  LOG: "info",
  INFO: "info",
  NOTICE: "info",
  WARNING: "warn",
  ERROR: "error",
  FATAL: "fatal",
  PANIC: "fatal",
  DEBUG: "debug",
  // parts of the message before them
  STATEMENT: null,
  DETAIL: null,
  HINT: null,
  CONTEXT: null,
  QUERY: null,
  LOCATION: null,
};

/** PostgreSQL with whatever `log_line_prefix`: the prefix is free, the level and the two blanks behind its colon are not. */
const postgres: Format = {
  id: "postgres",
  title: "PostgreSQL",
  family: "Databases",
  description:
    "Any log_line_prefix, then the level, a colon and two blanks. Tab-indented lines and statements without a prefix belong to the message.",
  first: "0123456789[<",
  examples: [
    {
      line: "2024-05-02 10:15:03.250 UTC [311] dana@shop LOG:  duration: 812.1 ms  statement: select 1",
      expect: {
        timestamp: "2024-05-02T10:15:03.250Z",
        level: "info",
        message: "duration: 812.1 ms  statement: select 1",
        attributes: { "process.pid": 311, "user.name": "dana", "db.namespace": "shop" },
      },
    },
    {
      line: "2024-05-02 10:15:03 CET:192.0.2.7(48808):dana@shop:[311]:FATAL:  sorry, too many clients already",
      expect: { timestamp: "2024-05-02T10:15:03+01:00", level: "fatal", message: "sorry, too many clients already" },
    },
  ],
  read(text, reading, context) {
    const place = severityPlace(text);
    if (place === null) return false;
    const start = text.charCodeAt(0) === 91 || text.charCodeAt(0) === 60 ? 1 : 0;
    if (!context.timeAt(text, start) && !context.epochAt(text, start)) return false;
    if (context.stamp.end > place.start) return false;
    const prefix = text.slice(context.stamp.end, place.start);
    context.setTime(reading);
    reading.level = POSTGRES_LEVELS[place.word] ?? null;
    if (reading.level === null) setAttribute(reading, "postgresql.part", place.word.toLowerCase());
    readPrefix(prefix, reading);
    reading.message = text.slice(skipBlanks(text, place.end));
    reading.format = "postgres";
    reading.strength = STRENGTH.full;
    return true;
  },
  // DETAIL, HINT, CONTEXT and STATEMENT have a prefix of their own, and say what an error is about; under a slow statement's `LOG` they stand for themselves
  goesOn(_text, _last, reading, head) {
    const part = reading.attributes?.["postgresql.part"];
    if (
      part === undefined ||
      head.level === "info" ||
      head.level === null ||
      reading.attributes?.["process.pid"] !== head.attributes?.["process.pid"]
    )
      return false;
    reading.message = `${String(part).toUpperCase()}:  ${reading.message}`;
    return true;
  },
};

/** The first `LEVEL:  ` within 400 characters, with two blanks or a tab behind the colon. */
function severityPlace(text: string): { word: string; start: number; end: number } | null {
  let colon = text.indexOf(":  ");
  while (colon > 0 && colon < 400) {
    let start = colon;
    while (start > 0 && isWordChar(text.charCodeAt(start - 1))) start -= 1;
    const word = text.slice(start, colon).replace(/[1-5]$/, "");
    if (Object.hasOwn(POSTGRES_LEVELS, word)) return { word, start, end: colon + 1 };
    colon = text.indexOf(":  ", colon + 1);
  }
  return null;
}

function readPrefix(prefix: string, reading: Reading): void {
  const pid = /\[(\d{1,8})(?:-\d+)?\]/.exec(prefix)?.[1];
  if (pid !== undefined) setAttribute(reading, "process.pid", Number(pid));
  const login = /(?:^|[\s:])([\w.-]{1,64})@([\w.-]{1,64})(?=[\s:]|$)/.exec(prefix);
  const user = login?.[1] ?? /\b(?:user|usr|u)=([\w.-]{1,64})/.exec(prefix)?.[1];
  const database = login?.[2] ?? /\b(?:db|database|d)=([\w.-]{1,64})/.exec(prefix)?.[1];
  if (user !== undefined) setAttribute(reading, "user.name", user);
  if (database !== undefined) setAttribute(reading, "db.namespace", database);
  const client = /\b(?:client|host|h)=([\w.:-]{1,64})/.exec(prefix)?.[1];
  if (client !== undefined) setAttribute(reading, "client.address", client);
}

const AGENT_MARKS = levelTable({ "?": "info", "+": "warn", "!": "error" });

const REDIS_MARKS = levelTable({ ".": "debug", "-": "debug", "*": "info", "#": "warn" });

export const databases: readonly Format[] = [
  postgres,
  defineFormat({
    id: "pgbouncer",
    title: "PgBouncer",
    family: "Databases",
    description: "Time, pid, level without a colon.",
    templates: ["{time} [{pid}] {level} {message}", "{time} {pid} {level} {message}"],
    first: "0123456789",
    // the shape is common; only here `LOG` stands without its colon
    check: (_reading, text) => /\d\]? (?:LOG|NOISE|DEBUG) /.test(text.slice(0, 60)),
    examples: [
      {
        line: "2024-05-02 10:15:03.250 UTC [12] LOG listening on 0.0.0.0:6432",
        expect: { timestamp: "2024-05-02T10:15:03.250Z", level: "info", message: "listening on 0.0.0.0:6432" },
      },
    ],
  }),
  defineFormat({
    id: "redis",
    title: "Redis",
    family: "Databases",
    description: "Pid and role, time, and a mark for the level: `.` debug, `-` verbose, `*` notice, `#` warning.",
    templates: [
      "{pid}:{role} {time} {mark} {message}",
      "[{pid}:{role}] {time} {mark} {message}",
      "[{pid}] {time} {mark} {message}",
    ],
    first: "0123456789[",
    check(reading, text) {
      // `[123] 02/05/2024 10:15:03 - …` is a logger's
      if (text.charCodeAt(0) === 91 && !/\] \d\d [A-Z][a-z]{2} /.test(text.slice(0, 24))) return false;
      const mark = String(reading.attributes?.["mark"] ?? "-");
      const level = REDIS_MARKS(mark);
      if (level === null) return false;
      reading.level = level;
      if (reading.attributes !== null) delete reading.attributes["mark"];
      return true;
    },
    examples: [
      {
        line: "31:M 02 May 2024 10:15:03.250 # Background saving failed",
        expect: {
          timestamp: "2024-05-02T10:15:03.250",
          level: "warn",
          message: "Background saving failed",
          attributes: { "process.pid": 31, role: "M" },
        },
      },
    ],
  }),
  defineFormat({
    id: "sqlserver",
    title: "SQL Server error log",
    family: "Databases",
    description: "Time, source (`spid52`, `Server`, `Logon`), message.",
    templates: ["{time} {source} {message}"],
    first: "0123456789",
    check(reading, text) {
      const source = String(reading.attributes?.["source"] ?? "");
      // a column, padded: `Server is active.` is a sentence
      if (!/^(?:spid\d+s?|Server|Logon|Backup)$/.test(source) || !text.includes(`${source}  `)) return false;
      const said = /^(Error|Warning): /.exec(reading.message)?.[1];
      if (said !== undefined) reading.level = levelOf(said);
      return true;
    },
    examples: [
      {
        line: "2024-05-02 10:15:03.25 spid52      Error: 5105, Severity: 16, State: 2.",
        expect: {
          timestamp: "2024-05-02T10:15:03.25",
          level: "error",
          message: "Error: 5105, Severity: 16, State: 2.",
        },
      },
    ],
  }),
  defineFormat({
    id: "mysql-error",
    title: "MySQL and MariaDB error log",
    family: "Databases",
    description: "Time, thread, level, and since 8.0 error number and subsystem in brackets.",
    templates: [
      "{time} {tid:int} [{word}] [{event}] [{service:text}] {message}",
      "{time} {tid:int} [{word}] {message}",
    ],
    first: "0123456789",
    check(reading) {
      const word = String(reading.attributes?.["word"] ?? "");
      const level = word === "System" ? "info" : levelOf(word);
      if (level === null) return false;
      reading.level = level;
      if (reading.attributes !== null) delete reading.attributes["word"];
      return true;
    },
    examples: [
      {
        line: "2024-05-02T10:15:03.250101Z 12 [System] [MY-010931] [Server] mysqld: ready for connections.",
        expect: {
          timestamp: "2024-05-02T10:15:03.250101Z",
          level: "info",
          service: "Server",
          message: "mysqld: ready for connections.",
          attributes: { "event.name": "MY-010931", "thread.id": 12 },
        },
      },
      {
        line: "2024-05-02 10:15:03 0 [Note] Aborted connection 7 to db: 'shop'",
        expect: { level: "info", service: null, message: "Aborted connection 7 to db: 'shop'" },
      },
    ],
  }),
  defineFormat({
    id: "sqlserver-agent",
    title: "SQL Server Agent",
    family: "Databases",
    description: "Time, a mark for the level (`?` information, `+` warning, `!` error), number in brackets.",
    templates: ["{time} - {mark:word} [{event_id:int}] {message}"],
    first: "0123456789",
    check(reading) {
      const level = AGENT_MARKS(String(reading.attributes?.["mark"] ?? ""));
      if (level === null) return false;
      reading.level = level;
      if (reading.attributes !== null) delete reading.attributes["mark"];
      return true;
    },
    examples: [
      {
        line: "2024-05-02 10:15:03 - ! [298] SQLServer Error: 18456, login failed",
        expect: { timestamp: "2024-05-02T10:15:03", level: "error", message: "SQLServer Error: 18456, login failed" },
      },
    ],
  }),
  defineFormat({
    id: "mongodb-text",
    title: "MongoDB (before 4.4)",
    family: "Databases",
    description: "Time, severity letter and component (since 3.0), context in brackets.",
    templates: ["{time} {letter} {service} [{thread}] {message}"],
    first: "0123456789",
    check: (reading) => /^[A-Z-]{1,12}$/.test(reading.service ?? "-"),
    examples: [
      {
        line: "2024-05-02T10:15:03.250+0000 I NETWORK  [conn12] end connection 192.0.2.7:49444",
        expect: {
          timestamp: "2024-05-02T10:15:03.250Z",
          level: "info",
          service: "NETWORK",
          message: "end connection 192.0.2.7:49444",
        },
      },
    ],
  }),
];
