import { isBlank } from "../chars.ts";
import type { Format } from "../format.ts";
import { levelOf } from "../level.ts";
import { MAX_ATTRIBUTES, STRENGTH, setAttribute, type Context, type Reading } from "../reading.ts";
import { readPriority } from "../known/syslog-priority.ts";
import { attributeName } from "./roles.ts";

export const logfmt: Format = {
  id: "logfmt",
  title: "logfmt",
  family: "Structured",
  description:
    "`key=value` pairs, quoted where they have blanks: logrus, slog's text handler, Heroku, Grafana, Vault and others.",
  singleLine: true,
  examples: [
    {
      line: 'time=2024-05-02T10:15:03.250Z level=WARN msg="retrying charge" attempt=2 service=checkout',
      expect: {
        timestamp: "2024-05-02T10:15:03.250Z",
        level: "warn",
        service: "checkout",
        message: "retrying charge",
        attributes: { attempt: "2" },
      },
    },
  ],
  read(text, reading, context) {
    const start = readPriority(text, reading);
    const pairs = parsePairs(start === 0 ? text : text.slice(start));
    if (pairs === null) return false;
    reading.message = text.slice(start);
    return readPairs(pairs, reading, context);
  },
};

const TIME = new Set(["time", "ts", "timestamp", "t", "@timestamp", "date"]);
const LEVEL = new Set(["level", "lvl", "severity", "loglevel", "log.level", "at", "priority"]);
const MESSAGE = new Set(["msg", "message"]);
const SERVICE = new Set(["service", "app", "component", "service.name", "program"]);
const LOGGER = new Set(["logger", "module"]);

/** Takes the pairs in when their keys are a log's: a message, or a level and one more. */
export function readPairs(
  pairs: readonly (readonly [string, string])[],
  reading: Reading,
  context: Context | null,
): boolean {
  const keys = new Set(pairs.map(([key]) => key.toLowerCase()));
  const has = (names: ReadonlySet<string>): boolean => [...names].some((name) => keys.has(name));
  if (!has(MESSAGE) && !(has(LEVEL) && pairs.length > 1) && !(has(TIME) && has(LEVEL))) return false;
  let stated = context !== null && readDateAndTime(pairs, reading, context);
  for (const [key, value] of pairs) {
    const name = key.toLowerCase();
    if (LEVEL.has(name) && levelOf(value) !== null) {
      reading.level = levelOf(value);
      stated = true;
    } else if (MESSAGE.has(name)) reading.message = value;
    else if (
      TIME.has(name) &&
      context !== null &&
      reading.timestamp === null &&
      (context.timeAt(value, 0) || context.epochAt(value, 0))
    ) {
      context.setTime(reading);
      stated = true;
    } else if (SERVICE.has(name) && !/^\d/.test(value)) reading.service = value;
    else if (Object.keys(reading.attributes ?? {}).length < MAX_ATTRIBUTES)
      setAttribute(reading, LOGGER.has(name) ? "log.logger" : attributeName(key), value);
  }
  if (reading.service === null && keys.has("logger"))
    reading.service = String(reading.attributes?.["log.logger"] ?? "") || null;
  if (context === null) return true;
  reading.format = "logfmt";
  reading.strength = reading.timestamp !== null ? STRENGTH.full : STRENGTH.weak;
  return stated || has(MESSAGE);
}

/** `date=2024-05-02 time=10:15:03`: firewalls put them in two. */
function readDateAndTime(pairs: readonly (readonly [string, string])[], reading: Reading, context: Context): boolean {
  const date = pairs.find(([key]) => key === "date");
  const time = pairs.find(([key]) => key === "time");
  if (date === undefined || time === undefined || !context.timeAt(`${date[1]} ${time[1]}`, 0)) return false;
  context.setTime(reading);
  return true;
}

/** All of `text` as pairs, or null when it is not made of them. Bare words among them are dropped. */
export function parsePairs(text: string): [string, string][] | null {
  const pairs: [string, string][] = [];
  let at = 0;
  let bare = 0;
  while (at < text.length) {
    while (isBlank(text.charCodeAt(at))) at += 1;
    const start = at;
    while (at < text.length && isKeyChar(text.charCodeAt(at))) at += 1;
    if (at >= text.length && at === start) break;
    if (text.charCodeAt(at) !== 61 || at === start) {
      // a line that does not begin with a pair is a sentence
      if (pairs.length === 0 || (bare += 1) > 3) return null;
      while (at < text.length && !isBlank(text.charCodeAt(at))) at += 1;
      continue;
    }
    const key = text.slice(start, at);
    const end = valueEnd(text, at + 1);
    pairs.push([key, unquote(text.slice(at + 1, end))]);
    at = end;
  }
  return pairs.length >= 2 ? pairs : null;
}

const isKeyChar = (c: number): boolean =>
  (c > 32 && c !== 61 && c !== 34 && c < 127 && c !== 91 && c !== 123 && c !== 40 && c !== 44) || c > 160;

function valueEnd(text: string, from: number): number {
  if (text.charCodeAt(from) !== 34) {
    let at = from;
    while (at < text.length && !isBlank(text.charCodeAt(at))) at += 1;
    return at;
  }
  for (let at = from + 1; at < text.length; at += 1) {
    const c = text.charCodeAt(at);
    if (c === 92) at += 1;
    else if (c === 34) return at + 1;
  }
  return text.length;
}

function unquote(value: string): string {
  if (value.charCodeAt(0) !== 34) return value;
  const inner = value.charCodeAt(value.length - 1) === 34 && value.length > 1 ? value.slice(1, -1) : value.slice(1);
  return inner.includes("\\")
    ? inner.replace(/\\(["\\nt])/g, (_, c: string) => (c === "n" ? "\n" : c === "t" ? "\t" : c))
    : inner;
}
