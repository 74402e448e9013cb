import type { AttributeValue } from "../../events/event.ts";
import { MAX_MESSAGE_CHARS, type Level } from "../../vocabulary.ts";
import { isDigit, skipBlanks } from "../chars.ts";
import type { Format } from "../format.ts";
import { levelOf, levelOfLetter, levelOfNumber, levelOfSyslog } from "../level.ts";
import { MAX_ATTRIBUTES, STRENGTH, setAttribute, type Context, type Reading } from "../reading.ts";
import { setEpoch } from "../time/epoch.ts";
import { NO_ZONE, resetStamp } from "../time/stamp.ts";
import { FLAVOURS } from "./flavours.ts";
import { renderTemplate } from "./message-template.ts";
import { attributeName, roleOf, type Role } from "./roles.ts";

export type JsonObject = Readonly<Record<string, unknown>>;

export const json: Format = {
  id: "json",
  title: "JSON lines",
  family: "Structured",
  description:
    "One JSON object a line. Time, level, message and service are found under the names that loggers use, nested or dotted; the rest becomes attributes.",
  first: "{ \t",
  singleLine: true,
  examples: [
    {
      line: '{"time":"2024-05-02T10:15:03.250Z","level":"warn","service":"checkout","msg":"retrying charge","attempt":2}',
      expect: {
        timestamp: "2024-05-02T10:15:03.250Z",
        level: "warn",
        service: "checkout",
        message: "retrying charge",
        attributes: { attempt: 2 },
      },
    },
  ],
  read(text, reading, context) {
    const indented = text.charCodeAt(0) !== 123;
    if (indented && text.charCodeAt(skipBlanks(text, 0)) !== 123) return false;
    const object = parseObject(text);
    if (object === null || !readObject(object, text, reading, context)) return false;
    // a small object in the body of something else is no event
    return !indented || reading.strength === STRENGTH.full;
  },
};

/** The object that `text` is, or null. */
export function parseObject(text: string): JsonObject | null {
  let trimmed = text.trim();
  // an element of an array that has one a line
  if (trimmed.endsWith("},")) trimmed = trimmed.slice(0, -1);
  if (trimmed.charCodeAt(0) !== 123 || trimmed.charCodeAt(trimmed.length - 1) !== 125) return null;
  try {
    const value: unknown = JSON.parse(trimmed);
    return isObject(value) ? value : null;
  } catch {
    return null;
  }
}

const isObject = (value: unknown): value is JsonObject =>
  typeof value === "object" && value !== null && !Array.isArray(value);

interface Found {
  value: unknown;
  key: string;
  rank: number;
}

/** Reads an object's fields into the reading. `text` is the message when no field is one. */
export function readObject(object: JsonObject, text: string, reading: Reading, context: Context): boolean {
  const found: Partial<Record<Role, Found>> = {};
  const rest: [string, AttributeValue][] = [];
  collect(object, "", 0, found, rest);
  const flavour = FLAVOURS.find((candidate) => candidate.keys.every((key) => key in object));
  reading.format = flavour?.id ?? "json";
  const time = found.time ?? timeByShape(object, context);
  const timed = time !== undefined && readTime(time, object, reading, context);
  reading.level = levelFrom(found) ?? levelByName(object) ?? flavour?.level ?? null;
  reading.message = messageFrom(found, object, text);
  readNames(found, reading);
  addRest(rest, reading);
  reading.strength = timed || (reading.level !== null && found.message !== undefined) ? STRENGTH.full : STRENGTH.weak;
  return true;
}

/** `requestReceivedTimestamp`, `EdgeEndTimestamp`: a field of the object itself whose name speaks of a time and whose value is a whole one. */
function timeByShape(object: JsonObject, context: Context): Found | undefined {
  for (const key in object) {
    const value = object[key];
    if (typeof value !== "string" && typeof value !== "number") continue;
    if (!TIME_NAME.test(key)) continue;
    const text = String(value);
    const whole =
      (context.timeAt(text, 0) && context.stamp.month > 0 && context.stamp.year > 0) || context.epochAt(text, 0);
    if (whole && context.stamp.end === text.length) return { value, key, rank: 0 };
  }
  return undefined;
}

const TIME_NAME = /time|date$|stamp|(?:_a|A)t$/i;

/** `error_severity`, `app_level`: a field of the object itself whose name ends in what it is. */
function levelByName(object: JsonObject): Level | null {
  for (const key in object) {
    const value = object[key];
    if (typeof value !== "string" || !/(?:severity|level)(?:_?(?:display_?)?(?:name|text))?$/i.test(key)) continue;
    const level = value.length > 1 ? levelOf(value) : null;
    if (level !== null) return level;
  }
  return null;
}

/** Takes level, message, names and fields from an object that stands behind another header; its time stays unread. */
export function readInnerObject(object: JsonObject, reading: Reading): void {
  const found: Partial<Record<Role, Found>> = {};
  const rest: [string, AttributeValue][] = [];
  collect(object, "", 0, found, rest);
  if (found.message === undefined && found.level === undefined) return;
  reading.level = levelFrom(found) ?? reading.level;
  reading.message = messageFrom(found, object, reading.message);
  if (reading.service === null) readNames(found, reading);
  addRest(rest, reading);
}

/** Takes all fields of an object as attributes. */
export function readFields(object: JsonObject, reading: Reading): void {
  const found: Partial<Record<Role, Found>> = {};
  const rest: [string, AttributeValue][] = [];
  collect(object, "", 0, found, rest);
  for (const { key, value } of Object.values(found)) keep(key, value, rest);
  addRest(rest, reading);
}

/** Sorts fields into roles and the rest, nested names joined by dots. */
function collect(
  object: JsonObject,
  prefix: string,
  depth: number,
  found: Partial<Record<Role, Found>>,
  rest: [string, AttributeValue][],
): void {
  for (const name in object) {
    const value = object[name];
    const key = prefix === "" ? name : prefix + name;
    if (value === null || value === undefined || value === "") continue;
    const ranked = roleOf(key);
    if (ranked !== undefined && fits(ranked.role, value)) {
      const before = found[ranked.role];
      if (before === undefined || ranked.rank < before.rank) {
        if (before !== undefined) keep(before.key, before.value, rest);
        found[ranked.role] = { value, key, rank: ranked.rank };
        continue;
      }
    }
    if (isObject(value) && depth < 5)
      collect(value, depth === 0 && WRAPPERS.has(name) ? "" : key + ".", depth + 1, found, rest);
    else keep(key, value, rest);
  }
}

/** What search engines wrap around the event as it was stored. */
const WRAPPERS = new Set(["_source", "result"]);

function addRest(rest: readonly [string, AttributeValue][], reading: Reading): void {
  let room = MAX_ATTRIBUTES - Object.keys(reading.attributes ?? {}).length;
  for (const [key, value] of rest) {
    if (room <= 0) return;
    setAttribute(reading, attributeName(key), value);
    room -= 1;
  }
}

function keep(key: string, value: unknown, rest: [string, AttributeValue][]): void {
  if (rest.length >= MAX_ATTRIBUTES) return;
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") rest.push([key, value]);
  else if (value !== null && typeof value === "object") rest.push([key, JSON.stringify(value)]);
}

/** A key alone does not make a role: `time: 0.2` is a duration, `level: {…}` and `service: {…}` are nested. */
function fits(role: Role, value: unknown): boolean {
  switch (role) {
    case "time":
      return typeof value === "string"
        ? isDigit(value.charCodeAt(0)) || /^[A-Z][a-z]{2}/.test(value)
        : typeof value === "number" && value > 900_000_000;
    case "level":
      return typeof value === "string"
        ? levelWord(value) !== null
        : typeof value === "number" && levelOfNumber(value) !== null;
    case "message":
      return typeof value === "string" || Array.isArray(value);
    case "stack":
      return typeof value === "string" || (Array.isArray(value) && value.every((line) => typeof line === "string"));
    default:
      return typeof value === "string" || typeof value === "number";
  }
}

function levelWord(value: string): Level | null {
  const text = value.trim();
  if (text.length === 1 && !isDigit(text.charCodeAt(0))) return levelOfLetter(text.toUpperCase());
  if (/^\d{1,2}$/.test(text)) return levelOfNumber(Number(text));
  return levelOf(text) ?? (/^D[1-5]$/.test(text) ? "debug" : null);
}

// Windows events count 1 critical to 5 verbose
const WINDOWS: readonly (Level | null)[] = ["info", "fatal", "error", "warn", "info", "trace"];

function levelFrom(found: Partial<Record<Role, Found>>): Level | null {
  const stated = found.level?.value;
  if (typeof stated === "string") return levelWord(stated);
  if (typeof stated === "number") return levelOfNumber(stated);
  if (found.syslogLevel !== undefined) return levelOfSyslog(Number(found.syslogLevel.value));
  if (found.windowsLevel !== undefined) return WINDOWS[Number(found.windowsLevel.value)] ?? null;
  return null;
}

function readTime(found: Found, object: JsonObject, reading: Reading, context: Context): boolean {
  const { value } = found;
  if (typeof value === "number") {
    readEpoch(value, reading, context);
    if (found.key === "instant.epochSecond") addNanos(object, reading, context, value);
    return reading.timestamp !== null;
  }
  const text = String(value).trim();
  if (/^\d{9,19}(?:\.\d{1,9})?$/.test(text)) {
    if (context.epochAt(text, 0)) context.setTime(reading);
    else readEpoch(Number(text), reading, context);
  } else if (context.timeAt(text, 0)) context.setTime(reading);
  return reading.timestamp !== null;
}

/** log4j2: `"instant":{"epochSecond":1714644903,"nanoOfSecond":250000000}` */
function addNanos(object: JsonObject, reading: Reading, context: Context, seconds: number): void {
  const instant = object["instant"];
  const nanos = isObject(instant) ? instant["nanoOfSecond"] : undefined;
  if (typeof nanos !== "number") return;
  resetStamp(context.stamp, 0);
  setEpoch(context.stamp, seconds, nanos, 9);
  context.setTime(reading);
}

/** Seconds, milli-, micro- or nanoseconds, told apart by size. */
function readEpoch(value: number, reading: Reading, context: Context): void {
  const unit = value < 1e11 ? 1 : value < 1e14 ? 1e3 : value < 1e17 ? 1e6 : 1e9;
  const seconds = Math.floor(value / unit);
  const fraction = value - seconds * unit;
  const { stamp } = context;
  resetStamp(stamp, 0);
  // doubles hold about 16 digits: microseconds are the most that an epoch in seconds can say
  const micros = Math.round((fraction / unit) * 1e6);
  const whole = micros === 1e6 ? 1 : 0;
  const digits = unit === 1 && Number.isInteger(value) ? 0 : micros % 1000 === 0 || unit === 1e3 ? 3 : 6;
  setEpoch(stamp, seconds + whole, whole === 1 ? 0 : micros * 1000, digits);
  stamp.offset = stamp.offset === NO_ZONE ? 0 : stamp.offset;
  context.setTime(reading);
}

function messageFrom(found: Partial<Record<Role, Found>>, object: JsonObject, text: string): string {
  const own = found.message?.value;
  let message = typeof own === "string" ? own : Array.isArray(own) ? bytesToText(own) : null;
  if (found.template !== undefined && (message === null || !RENDERED.has(found.message?.key ?? ""))) {
    message = renderTemplate(String(found.template.value), object);
  }
  message ??= text;
  const stack = found.stack?.value;
  const trace = typeof stack === "string" ? stack : Array.isArray(stack) ? stack.join("\n") : null;
  if (trace !== null && message !== text && !message.includes(trace)) message += "\n" + trace;
  return message.length > MAX_MESSAGE_CHARS ? message.slice(0, MAX_MESSAGE_CHARS) : message;
}

/** Keys that hold a message as it was rendered, beside its template. */
const RENDERED = new Set(["@m", "RenderedMessage", "message", "msg"]);

/** journald writes what is not UTF-8 as an array of bytes. */
function bytesToText(bytes: readonly unknown[]): string | null {
  if (bytes.length > MAX_MESSAGE_CHARS || !bytes.every((byte) => typeof byte === "number")) return null;
  return new TextDecoder().decode(Uint8Array.from(bytes as number[]));
}

function readNames(found: Partial<Record<Role, Found>>, reading: Reading): void {
  const { service, logger } = found;
  if (logger !== undefined) setAttribute(reading, "log.logger", String(logger.value));
  if (service !== undefined) reading.service = String(service.value).slice(0, 200);
  else if (logger !== undefined) reading.service = String(logger.value).slice(0, 200);
}
