import type { LogEvent } from "../events/event.ts";
import { STATUS_NAMES } from "./http-status.ts";

/** Text that a rule reads is cut here, after stack frames are gone. */
const MAX_SUBJECT = 16_384;
const MAX_ATTRIBUTE = 2_000;

// `	at a.B.c(B.java:10)`, `  File "x.py", line 3, in f`, `    at f (/x.js:1:2)`, `#3 /x.php(12): f()`, `	/go/x.go:12 +0x1d`
const FRAME =
  /^\s{0,20}(?:at [\w$.<>[\]/@ ]{1,300}[(:]|File "|from \S{1,300}:\d+:in |#\d{1,3} (?:\/|0x|\{main\})|\/\S{1,300}:\d+ \+0x|\.\.\. \d+ (?:more|common frames))/;
// oxlint-disable-next-line no-control-regex -- colour codes are control characters
const ANSI = /\u001b\[[0-9;]{0,20}[A-Za-z]/g;

type Read = Pick<LogEvent, "service" | "message" | "attributes" | "level">;

/** What rules read of an event: who spoke, the message without colour codes and stack frames, then `name=value` lines. */
export function subjectOf(event: Read): string {
  const speaker = speakerOf(event);
  const message = plain(unwrapped(event.message));
  let text = sentence(event, message, speaker);
  if (text.includes("\n")) {
    text = text
      .split("\n")
      .filter((line) => !FRAME.test(line))
      .join("\n");
  }
  for (const [name, value] of Object.entries(event.attributes)) {
    if (readingOf(name) === "silent") continue;
    if (text.length > MAX_SUBJECT) break;
    if (typeof value === "string" && value !== "") text += `\n${name}=${plain(value.slice(0, MAX_ATTRIBUTE))}`;
    else if (typeof value === "number") text += `\n${name}=${value}`;
  }
  return text.slice(0, MAX_SUBJECT);
}

/** A sentence whose first word was read as its level: `Error resolving the name`, `Error while starting`. */
const BEHEADED = /^(?:[a-z]{2,20}ing|while|when|during|in|on|from|at)\b/;

/** Who says what, with the level put back where the sentence begins with it. */
export function sentence({ level }: Read, message: string, speaker: string): string {
  const whole = level === "error" && BEHEADED.test(message) ? `Error ${message}` : message;
  return speaker === "" ? whole : `${speaker}: ${whole}`;
}

/** Service and logger: a header such as `exited:` or `oom_reaper:` belongs to the sentence. */
export function speakerOf({ service, attributes }: Pick<Read, "service" | "attributes">): string {
  const logger = attributes["log.logger"];
  if (typeof logger !== "string" || logger === service) return service ?? "";
  return service === null ? logger : `${service} ${logger}`;
}

// Clients, addresses and the like say nothing of a failure, but often contain its words (`db=stackoverflow`).
const SILENT_NAMES =
  /(?:^|[._-])(?:user_?agent\w*|original|url|uri|path|query|referr?er|host|name|address|ip|id|pid|tid|namespace|logger|thread|file|line|function|scope|method|version|state)$/i;
const SPEAKING_NAMES = /exception|error|reason|cause/i;

type Reading = "status" | "text" | "silent";
const known = new Map<string, Reading>();

/** How rules read an attribute of this name. */
export function readingOf(name: string): Reading {
  let reading = known.get(name);
  if (reading === undefined) {
    reading = STATUS_NAMES.test(name)
      ? "status"
      : SILENT_NAMES.test(name) && !SPEAKING_NAMES.test(name)
        ? "silent"
        : "text";
    // Names come from logs: remembered up to a bound.
    if (known.size < 10_000) known.set(name, reading);
  }
  return reading;
}

/** Without the spaces that a wrapped line ends with, so that its end stands for one space. */
export const unwrapped = (message: string): string =>
  message.includes(" \n") ? message.replace(/[ \t]{1,40}\n/g, "\n") : message;

/** Undoes what wrapping in JSON or a terminal did to a line. */
function plain(text: string): string {
  let out = text;
  if (out.includes("\u001b")) out = out.replace(ANSI, "");
  if (out.includes("\\"))
    out = out
      .replace(/\\(["'])/g, "$1")
      .replace(/\\n/g, "\n")
      .replace(/\\t/g, " ");
  if (out.includes("\u2019") || out.includes("\u2018")) out = out.replace(/[\u2018\u2019]/g, "'");
  return out;
}
