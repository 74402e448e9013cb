import type { Level } from "../../vocabulary.ts";
import { defineFormat } from "../define.ts";
import type { Format } from "../format.ts";
import { skipBlanks } from "../chars.ts";
import { levelOfSyslog, levelTable } from "../level.ts";
import { STRENGTH, setAttribute, type Reading } from "../reading.ts";
import { readInner } from "../structured/inner.ts";
import { readPriority } from "./syslog-priority.ts";

/** RFC 5424: `<165>1 time host app pid msgid [data] message`, the priority being optional as some files leave it out. */
const syslog5424: Format = {
  id: "syslog-5424",
  title: "Syslog (RFC 5424)",
  family: "System",
  description: "Version 1 syslog with structured data, whose parameters become attributes.",
  first: "<1",
  examples: [
    {
      line: '<165>1 2024-05-02T10:15:03.003Z gate cron 311 ID47 [meta@32473 queue="mail \\"in\\"" tries="3"] job was late',
      expect: {
        timestamp: "2024-05-02T10:15:03.003Z",
        level: "info",
        service: "cron",
        message: "job was late",
        attributes: { "host.name": "gate", "process.pid": 311, tries: "3", queue: 'mail "in"' },
      },
    },
    {
      line: "<34>1 2024-05-02T10:15:03Z gate su - - - refused",
      expect: { level: "fatal", service: "su", message: "refused" },
    },
  ],
  read(text, reading, context) {
    const start = readPriority(text, reading);
    if (text.charCodeAt(start) !== 49 || text.charCodeAt(start + 1) !== 32) return false;
    const nil = text.startsWith("- ", start + 2);
    if (!nil && (!context.timeAt(text, start + 2) || text.charCodeAt(start + 12) !== 84)) return false;
    const end = nil ? start + 3 : context.stamp.end;
    const fields = /^ (\S{1,255}) (\S{1,48}) (\S{1,128}) (\S{1,32})(?: |$)/.exec(text.slice(end, end + 480));
    if (fields === null) return false;
    if (!nil) context.setTime(reading);
    const [head, host = "-", app = "-", pid = "-", id = "-"] = fields;
    setAttribute(reading, "host.name", host);
    setAttribute(reading, "process.pid", /^\d+$/.test(pid) ? Number(pid) : pid);
    setAttribute(reading, "event.name", id);
    if (app !== "-") reading.service = app;
    const data = readStructuredData(text, end + head.length, reading);
    reading.message = text.slice(skipBlanks(text, data)).replace(/^\ufeff/, "");
    reading.strength = STRENGTH.full;
    reading.format = "syslog-5424";
    readInner(reading);
    return true;
  },
};

/** `[id name="value" …][…]` or `-`; answers where the message begins. */
function readStructuredData(text: string, from: number, reading: Reading): number {
  if (text.charCodeAt(from) === 45) return from + 1;
  let at = from;
  while (text.charCodeAt(at) === 91) {
    const end = elementEnd(text, at);
    // Heroku leaves the data out: `[worker] done` is a message
    if (end < 0 || !/[=@]/.test(text.slice(at, end))) return at;
    for (const match of text.slice(at, end).matchAll(/ ([^\s="\]]{1,32})="((?:[^"\\]|\\.){0,1000})"/g)) {
      setAttribute(reading, match[1] ?? "", (match[2] ?? "").replace(/\\(["\\\]])/g, "$1"));
    }
    at = end + 1;
  }
  return at;
}

/** The `]` that is neither quoted nor escaped. */
function elementEnd(text: string, from: number): number {
  let quoted = false;
  for (let at = from; at < text.length; at += 1) {
    const c = text.charCodeAt(at);
    if (c === 92) at += 1;
    else if (c === 34) quoted = !quoted;
    else if (c === 93 && !quoted) return at;
  }
  return -1;
}

/** Severity 0 to 10 of CEF and LEEF. */
function levelOfRisk(text: string): Level | null {
  const named = levelTable({
    low: "info",
    unknown: "info",
    medium: "warn",
    high: "error",
    "very-high": "fatal",
  });
  const value = Number(text);
  if (Number.isNaN(value)) return named(text.toLowerCase());
  return value >= 9 ? "fatal" : value >= 7 ? "error" : value >= 4 ? "warn" : "info";
}

/** CEF and LEEF, alone or behind a syslog header. Answers false when `reading.message` is neither. */
export function readSecurityEvent(reading: Reading): boolean {
  const { message } = reading;
  const cef = message.startsWith("CEF:");
  if (!cef && !message.startsWith("LEEF:")) return false;
  const parts = splitPipes(message, cef ? 8 : 6);
  if (parts.length < (cef ? 7 : 5)) return false;
  const [, vendor = "", product = "", , id = "", name = "", severity = "", extension = ""] = parts;
  reading.service ??= product;
  setAttribute(reading, "observer.vendor", vendor);
  setAttribute(reading, "event.name", id);
  if (cef) {
    reading.level = levelOfRisk(severity);
    reading.message = name;
    readExtension(extension, reading);
    return true;
  }
  const pairs = (parts[5] ?? "").split(/\t|\^/, 64).filter((pair) => pair.includes("="));
  for (const pair of pairs)
    setAttribute(reading, pair.slice(0, pair.indexOf("=")).trim(), pair.slice(pair.indexOf("=") + 1));
  const risk = reading.attributes?.["sev"];
  if (risk !== undefined) reading.level = levelOfRisk(String(risk));
  return true;
}

/** The first fields between unescaped pipes; the last one keeps the rest. */
function splitPipes(text: string, most: number): string[] {
  const parts: string[] = [];
  let from = 0;
  for (let at = 0; at < text.length && parts.length < most - 1; at += 1) {
    const c = text.charCodeAt(at);
    if (c === 92) at += 1;
    else if (c === 124) {
      parts.push(text.slice(from, at).replace(/\\([|\\])/g, "$1"));
      from = at + 1;
    }
  }
  parts.push(text.slice(from));
  return parts;
}

/** `src=192.0.2.7 msg=hello there rt=1`: values run to the next key. */
function readExtension(text: string, reading: Reading): void {
  const keys = [...text.slice(0, 8000).matchAll(/(?:^| )([A-Za-z][\w.-]{0,60})=/g)].slice(0, 40);
  for (const [index, match] of keys.entries()) {
    const start = match.index + match[0].length;
    const value = text.slice(start, keys[index + 1]?.index ?? text.length).trim();
    setAttribute(reading, match[1] ?? "", value.replace(/\\([=\\])/g, "$1"));
  }
}

const securityEvent: Format = {
  id: "cef",
  title: "CEF and LEEF",
  family: "Security",
  description:
    "ArcSight's and QRadar's event formats, alone or behind a syslog header; severity 0 to 10 becomes a level.",
  first: "CL",
  singleLine: true,
  examples: [
    {
      line: "CEF:0|Acme|Wall|1.0|100|worm was stopped|9|src=192.0.2.7 dst=192.0.2.8 msg=all is well",
      expect: {
        level: "fatal",
        service: "Wall",
        message: "worm was stopped",
        attributes: { src: "192.0.2.7", msg: "all is well" },
      },
    },
  ],
  read(text, reading, context) {
    reading.message = text;
    if (!readSecurityEvent(reading)) return false;
    const time = String(
      reading.attributes?.["rt"] ?? reading.attributes?.["devTime"] ?? reading.attributes?.["end"] ?? "",
    );
    if (context.epochAt(time, 0) || context.timeAt(time, 0)) context.setTime(reading);
    reading.strength = STRENGTH.full;
    reading.format = "cef";
    return true;
  },
};

/** Cisco's `%FACILITY-severity-MNEMONIC:`; answers its level, or null. */
export function levelOfCisco(message: string): Level | null {
  if (message.charCodeAt(0) !== 37) return null;
  const severity = /^%[\w-]{2,40}?-([0-7])-\w{2,40}/.exec(message.slice(0, 100))?.[1];
  return severity === undefined ? null : levelOfSyslog(Number(severity));
}

export const network: readonly Format[] = [
  syslog5424,
  securityEvent,
  defineFormat({
    id: "cisco",
    title: "Cisco message without a time",
    family: "Security",
    description: "`%FACILITY-severity-MNEMONIC: message`; behind a syslog header it is read there.",
    templates: ["%{event}: {message}"],
    first: "%",
    check(reading, text) {
      reading.level = levelOfCisco(text);
      reading.strength = STRENGTH.weak;
      return reading.level !== null;
    },
    examples: [
      { line: "%SYS-3-CPUHOG: Task ran for 2004 ms", expect: { level: "error", message: "Task ran for 2004 ms" } },
    ],
  }),
];
