import { isDigit, isLetter, isWordChar, skipBlanks } from "../chars.ts";
import type { Format } from "../format.ts";
import { findLevel } from "../header/level-place.ts";
import { skipSeparators } from "../header/walk.ts";
import type { Level } from "../../vocabulary.ts";
import { isSoftLevel, levelEnd, levelOf, levelOfLetter } from "../level.ts";
import { STRENGTH, setAttribute, type Context, type Reading } from "../reading.ts";
import { readPriority } from "./syslog-priority.ts";
import { levelOfCisco, readSecurityEvent } from "./network.ts";
import { readInner } from "../structured/inner.ts";

/** BSD syslog (RFC 3164) with and without `<PRI>`, with BSD, ISO or dated times, as rsyslog, syslog-ng, macOS and network devices write it. */
export const syslog: Format = {
  id: "syslog",
  title: "Syslog (RFC 3164)",
  family: "System",
  description:
    "Time, host, program and pid, as syslog daemons and `journalctl` write them; with `<PRI>` the level is stated.",
  examples: [
    {
      line: "<34>Mar  3 07:14:09 gate su[311]: refused root for dana",
      expect: {
        level: "fatal",
        service: "su",
        message: "refused root for dana",
        attributes: { "host.name": "gate", "process.pid": 311 },
      },
    },
    {
      line: "2024-03-03T07:14:09.120+01:00 gate cron(pam)[88]: session opened",
      expect: { timestamp: "2024-03-03T07:14:09.120+01:00", service: "cron(pam)", message: "session opened" },
    },
    { line: "Mar  3 07:14:09 gate kernel: usb 1-1: reset", expect: { service: "kernel", message: "usb 1-1: reset" } },
  ],
  read(text, reading, context) {
    let pos = readPriority(text, reading);
    const { length: marks, host } = ciscoMarks(text, pos);
    const dated = isYearAt(text, pos + marks) ? 5 : 0;
    const bsd = isBsdStart(text, pos + marks + dated);
    if (bsd) {
      pos += marks;
      if (host !== undefined) setAttribute(reading, "host.name", host);
    }
    if (!context.timeAt(text, pos) || context.stamp.month < 0) return false;
    const { stamp } = context;
    // `Mar-18 21:41:15` and `May 02, 2024 10:15:03 AM` are no syslog
    if (bsd && dated === 0 && (text.charCodeAt(pos + 3) !== 32 || /[,M]/.test(text.slice(pos + 4, stamp.end))))
      return false;
    // `Thu Feb 15 11:25:46 2024 : …` is a C library's time; only journals write `Thu 2024-02-15`
    if (bsd && dated === 0 && isLetter(text.charCodeAt(pos + 4))) return false;
    const iso = !bsd && isDigit(text.charCodeAt(pos)) && stamp.year > 0;
    const loose = iso && text.charCodeAt(pos + 10) !== 84;
    if (!bsd && !iso) return false;
    const end = stamp.end;
    if (text.charCodeAt(end) !== 32 && text.charCodeAt(end) !== 58) return false;
    const program = readProgram(text, end, reading, bsd);
    // with a blank in the date many a logger looks alike: only a pid proves a program
    if (program < 0 || (loose && reading.attributes?.["process.pid"] === undefined)) return false;
    context.setTime(reading);
    reading.message = text.slice(skipBlanks(text, program));
    reading.format = "syslog";
    reading.strength = STRENGTH.full;
    if (!readSecurityEvent(reading)) readInner(reading);
    innerLevel(reading, context);
    return true;
  },
};

/** `12: `, `45: sw1: *`: Cisco counts its messages, names the switch, and flags clocks that it does not trust. */
function ciscoMarks(text: string, pos: number): { length: number; host: string | undefined } {
  const c = text.charCodeAt(pos);
  if (!isDigit(c) && c !== 42 && c !== 46) return { length: 0, host: undefined };
  const match = /^(?:\d{1,10}: )?(?:([A-Za-z][\w.-]{0,60}): )?(?:\d{1,10}: )?[*.]?/.exec(text.slice(pos, pos + 100));
  return { length: match?.[0].length ?? 0, host: match?.[1] };
}

/** `2024 May  2 10:15:03` */
const isYearAt = (text: string, pos: number): boolean =>
  text.charCodeAt(pos + 4) === 32 &&
  /^(?:19|20)\d\d [A-Z][a-z]{2} [ \d]\d [\d:.]{8,15} \S{1,60} %/.test(text.slice(pos, pos + 100));

/** A month or weekday name. */
function isBsdStart(text: string, pos: number): boolean {
  const c = text.charCodeAt(pos);
  return c >= 65 && c <= 90 && isWordChar(text.charCodeAt(pos + 1)) && isWordChar(text.charCodeAt(pos + 2));
}

/** `host prog(mod)[12]: `, `prog[12]: `, `host prog: `, `[prog]: `, ` host <prog>: `. Answers where the message begins, or -1. */
function readProgram(text: string, pos: number, reading: Reading, bsd: boolean): number {
  let at = skipBlanks(text, text.charCodeAt(pos) === 58 ? pos + 1 : pos);
  const first = programAt(text, at);
  if (first !== null && !bsd && first.pid === null) return -1;
  // `util.py[DEBUG]: ` is a logger's place and level
  if (first !== null && levelOf(first.pid ?? "") !== null) return -1;
  if (first !== null) {
    // `Mar  3 07:14:09 gate: message` has no program; a host does not end in a colon otherwise
    // `fw01: %ASA-6-302013: …` names a host
    if (first.pid === null && text.charCodeAt(skipBlanks(text, first.end)) === 37)
      setAttribute(reading, "host.name", first.name);
    else applyProgram(first, reading);
    return first.end;
  }
  const hostEnd = text.indexOf(" ", at);
  if (hostEnd < 0 || hostEnd === at) return bsd ? at : -1;
  const host = text.slice(at, hostEnd);
  if (!/^[\w.:@/#-]+$|^<[\w.]+>$/.test(host)) return bsd ? at : -1;
  // `2024-05-02T10:15:03 INFO  [main]: …` is a logger's line
  if (!bsd && (levelOf(host) !== null || text.charCodeAt(skipBlanks(text, hostEnd)) === 91)) return -1;
  at = skipBlanks(text, hostEnd);
  if (text.charCodeAt(at) === 58 && text.charCodeAt(at + 1) === 32) {
    setAttribute(reading, "host.name", host);
    return at + 1;
  }
  const second = programAt(text, at);
  if (second !== null && levelOf(second.pid ?? second.name) !== null) {
    // `2024-05-02T10:15:03 0.12s info: …` is a logger's line, `Mar  3 07:14:09 gate error: …` a host's
    if (!bsd || second.pid !== null) return -1;
    setAttribute(reading, "host.name", host);
    reading.level ??= levelOf(second.name);
    return second.end;
  }
  if (second === null) {
    if (!bsd) return -1;
    const facility = /^<(?:\w+\.)?(\w+)>$/.exec(host);
    if (facility !== null) {
      reading.level = levelOf(facility[1] ?? "") ?? reading.level;
      return readProgram(text, hostEnd, reading, bsd);
    }
    return longProgram(text, at, host, reading);
  }
  setAttribute(reading, "host.name", host);
  applyProgram(second, reading);
  return second.end;
}

interface Program {
  name: string;
  pid: string | null;
  level: string | null;
  end: number;
}

/** `prog[12]: `, `prog: `, `prog[12] <Info>: `, `[prog]: `, `prog[12]:message`. */
function programAt(text: string, pos: number): Program | null {
  // a name ends at a blank, a bracket or a colon: most words of a line are no program's
  let at = pos;
  while (at < pos + 103 && !PROGRAM_ENDS[text.charCodeAt(at)]) at += 1;
  if (
    text.charCodeAt(at) === 32 &&
    text.charCodeAt(at + 1) !== 58 &&
    text.charCodeAt(at + 1) !== 60 &&
    text.charCodeAt(at + 1) !== 40
  )
    return null;
  const plain = plainProgram(text, pos, at);
  if (plain !== null) return plain;
  const match = PROGRAM.exec(text.slice(pos, pos + 160));
  if (match === null || match.groups === undefined) return null;
  const { name = "", pid, level } = match.groups;
  return { name, pid: pid ?? null, level: level ?? null, end: pos + match[0].length };
}

const PROGRAM_ENDS: readonly boolean[] = Array.from({ length: 128 }, (_, c) =>
  " \t[:<(".includes(String.fromCharCode(c)),
);

/** The commonest shape, `prog[12]: `, without a pattern. */
function plainProgram(text: string, pos: number, end: number): Program | null {
  if (end === pos || text.charCodeAt(end) !== 91 || !isLetter(text.charCodeAt(pos))) return null;
  for (let at = pos; at < end; at += 1) {
    const c = text.charCodeAt(at);
    if (!isWordChar(c) && c !== 45 && c !== 46 && c !== 47) return null;
  }
  let close = end + 1;
  while (isDigit(text.charCodeAt(close))) close += 1;
  if (close === end + 1 || !text.startsWith("]: ", close)) return null;
  return { name: text.slice(pos, end), pid: text.slice(end + 1, close), level: null, end: close + 2 };
}

// every class is bounded and disjoint from what follows it, so a match is linear
const PROGRAM =
  /^\[?(?<name>[^\s:[\]<>{}"',;=%][^\s:[\]<>{}"',;=]{0,100})\]?(?:\[(?<pid>[^\s\]]{1,40})\])?(?: ?<(?<level>\w{3,12})>| \([^\s()]{1,120}\))?\s?:(?=\s|$|[^\s:/\d])/;

function applyProgram(program: Program, reading: Reading): void {
  if (/^\d+$/.test(program.name)) setAttribute(reading, "process.pid", Number(program.name));
  else reading.service = program.name;
  if (program.pid !== null)
    setAttribute(reading, "process.pid", /^\d+$/.test(program.pid) ? Number(program.pid) : program.pid);
  if (program.level !== null) reading.level = levelOf(program.level) ?? reading.level;
}

/** `host system,error,critical login failure`, `host --- last message repeated ---`, `host Microsoft Word[12]: …`. */
function longProgram(text: string, at: number, host: string, reading: Reading): number {
  if (host === "---") return text.lastIndexOf("---", at);
  const spaced = /^([A-Za-z-][\w .-]{0,60})\[(\d{1,7})\]: ?/.exec(text.slice(at, at + 90));
  setAttribute(reading, "host.name", host);
  // `host warning tmm1[4242]: …`
  const levelled = /^([a-z]{3,9}) (?=[\w./-]{1,60}\[\d{1,10}\]:)/.exec(text.slice(at, at + 90));
  const level = levelOf(levelled?.[1] ?? "");
  if (levelled !== null && level !== null) {
    reading.level = level;
    const program = programAt(text, at + levelled[0].length);
    if (program !== null) {
      applyProgram(program, reading);
      return program.end;
    }
  }
  const versioned = /^([A-Za-z][\w.-]{0,40}) \d[\d.]{0,12}: /.exec(text.slice(at, at + 64));
  if (versioned !== null) {
    reading.service = versioned[1] ?? null;
    return at + versioned[0].length;
  }
  if (spaced !== null) {
    reading.service = spaced[1] ?? null;
    setAttribute(reading, "process.pid", Number(spaced[2]));
    return at + spaced[0].length;
  }
  const topics = /^[a-z]+(?:,[a-z]+){1,4}(?= )/.exec(text.slice(at, at + 60));
  if (topics !== null)
    reading.level =
      topics[0]
        .split(",")
        .map(levelOf)
        .findLast((level) => level !== null) ?? null;
  return at;
}

/** What the program itself states at the head of its message: `[Warning]`, `ERROR: `, `error: `. The message keeps it. */
function innerLevel(reading: Reading, context: Context): void {
  if (reading.level !== null) return;
  const { message } = reading;
  reading.level = levelBehindTime(message, context) ?? levelBehindName(message);
  if (reading.level !== null) return;
  const cisco = levelOfCisco(message);
  if (cisco !== null) {
    reading.level = cisco;
    return;
  }
  const open = message.charCodeAt(0) === 91 || message.charCodeAt(0) === 60 ? 1 : 0;
  const end = levelEnd(message, open);
  if (end < 0) return;
  const word = message.slice(open, end);
  const next = message.charAt(end);
  const set =
    open === 1
      ? next === "]" || next === ">"
      : next === ":" || next === "[" || (word === word.toUpperCase() && word.length > 2 && !isSoftLevel(word));
  if (set) reading.level = levelOf(word);
}

/** `imap(dana)<42><a>: Error: …` */
function levelBehindName(message: string): Level | null {
  const colon = message.indexOf(": ");
  if (colon <= 0 || colon > 80 || message.lastIndexOf(" ", colon) >= 0) return null;
  const end = levelEnd(message, colon + 2);
  return end > colon + 5 && message.startsWith(": ", end) ? levelOf(message.slice(colon + 2, end)) : null;
}

/** A logger's own header behind syslog's: `2024-05-02 10:15:03,250 ERROR …`, `E0502 10:15:03.250 …`. */
function levelBehindTime(message: string, context: Context): Level | null {
  if (isDigit(message.charCodeAt(1)) && /^[IWEF]\d{4} \d\d:/.test(message.slice(0, 10)))
    return levelOfLetter(message.charAt(0));
  const start = message.charCodeAt(0) === 91 ? 1 : 0;
  if (!isDigit(message.charCodeAt(start)) || !context.timeAt(message, start)) return null;
  return findLevel(message, skipSeparators(message, context.stamp.end))?.level ?? null;
}
