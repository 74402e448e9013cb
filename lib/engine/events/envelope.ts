import { parseObject } from "../formats/structured/json.ts";

/** What a container runtime wrapped around a line. Lines of one stream are cut on their own, so interleaved output stays whole. */
export interface Envelope {
  /** Lines of one key belong together. */
  stream: string;
  service: string | null;
  /** The runtime's own time, for lines that have none. */
  time: string | null;
  text: string;
  /** The record goes on in the next one of its stream. */
  partial: boolean;
  format: string;
}

/** Unwraps CRI, Docker's json-file, Compose's `web-1  | ` and kubectl's `[pod/…]`; null for a line without a wrapper. `compose`: the survey saw its prefixes. */
export function openEnvelope(text: string, compose: boolean): Envelope | null {
  const c = text.charCodeAt(0);
  if (c === 123) return text.startsWith('{"log":') ? dockerJson(text) : null;
  if (c >= 48 && c <= 57 && text.charCodeAt(10) === 84) return cri(text);
  if (c === 91 && text.startsWith("[pod/")) return kubectl(text);
  return compose ? composePrefix(text) : null;
}

/** 2016-10-06T00:17:09.669794202Z stdout F message */
function cri(text: string): Envelope | null {
  const match = CRI.exec(text.slice(0, 60));
  if (match === null) return null;
  const [head, time = null, stream = "", tag] = match;
  return { stream, service: null, time, text: text.slice(head.length), partial: tag === "P", format: "cri" };
}

const CRI =
  /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:\d\d)) (stdout|stderr) ([PF])(?::\S{0,8})?(?: |$)/;

/** {"log":"message\n","stream":"stdout","time":"2016-10-06T00:17:09.669794202Z"} */
function dockerJson(text: string): Envelope | null {
  const object = parseObject(text);
  if (object === null) return null;
  const { log, stream, time } = object;
  if (typeof log !== "string" || typeof stream !== "string" || typeof time !== "string") return null;
  const whole = log.endsWith("\n");
  return { stream, service: null, time, text: whole ? log.slice(0, -1) : log, partial: !whole, format: "docker" };
}

/** `web-1  | message`, `app_web_1 | message`, `web.1  | message` */
function composePrefix(text: string): Envelope | null {
  const name = composeName(text);
  if (name === null) return null;
  const at = text.indexOf("|") + 1;
  return {
    stream: name,
    service: serviceOf(name),
    time: null,
    text: text.slice(text.charCodeAt(at) === 32 ? at + 1 : at),
    partial: false,
    format: "compose",
  };
}

/** The container that a Compose line names, or null. */
export function composeName(text: string): string | null {
  return /^([A-Za-z][\w.-]{0,62}) +\|(?: |$)/.exec(text.slice(0, 80))?.[1] ?? null;
}

/** `web-1` and `web_1` are replicas of `web`. */
const serviceOf = (name: string): string => name.replace(/[-_.]\d{1,3}$/, "");

/** `[pod/api-7d9c/app] message` */
function kubectl(text: string): Envelope | null {
  const match = /^\[pod\/([\w.-]{1,80})\/([\w.-]{1,80})\] ?/.exec(text.slice(0, 180));
  if (match === null) return null;
  return {
    stream: `${match[1]}/${match[2]}`,
    service: match[2] ?? null,
    time: null,
    text: text.slice(match[0].length),
    partial: false,
    format: "kubectl",
  };
}
