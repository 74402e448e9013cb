import { isDigit } from "../formats/chars.ts";
import { parseObject } from "../formats/structured/json.ts";
import type { Layout } from "./layout.ts";

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

/** Unwraps what runtimes and their clients put around lines; null for a line without a wrapper. Prefixes that prove nothing alone count where the survey saw them. */
export function openEnvelope(text: string, layout: Layout): Envelope | null {
  const named = openNamed(text, layout);
  if (!layout.stamped) return named;
  const inner = named === null ? text : named.text;
  const stamp = stampOf(inner);
  if (stamp === null) return named;
  const rest = inner.slice(stamp.length + 1);
  if (named !== null) return { ...named, time: stamp, text: rest };
  return { stream: "", service: null, time: stamp, text: rest, partial: false, format: "stamped" };
}

function openNamed(text: string, layout: Layout): Envelope | null {
  const c = text.charCodeAt(0);
  if (c === 123) return text.startsWith('{"log":') ? dockerJson(text) : null;
  if (c >= 48 && c <= 57 && text.charCodeAt(10) === 84) return runtimeStream(text);
  if (c === 91 && text.startsWith("[pod/")) return kubectl(text);
  if (layout.compose) return composePrefix(text);
  if (layout.pods) return podPrefix(text);
  return layout.actions ? actionsJob(text) : null;
}

/** What a time, a blank and a stream's name open. */
function runtimeStream(text: string): Envelope | null {
  const blank = text.indexOf(" ", 19);
  if (blank < 0 || blank > 36) return null;
  if (text.startsWith("std", blank + 1)) return cri(text);
  return isDigit(text.charCodeAt(blank + 1)) ? stampedStream(text) : null;
}

/** The time in front of a line, where it is finer than what programs write about themselves; or null. */
export function stampOf(text: string): string | null {
  if (text.charCodeAt(10) !== 84) return null;
  return STAMP.exec(text.slice(0, 40))?.[1] ?? null;
}

const STAMP = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6,9}(?:Z|[+-]\d\d:\d\d))(?: |$)/;

/** `2024-05-02T10:15:03.250101Z 00O message` of GitLab's jobs, `2024-05-02T10:15:03.250101+00:00 2024/05/02/[$LATEST]0f3c message` of `aws logs tail`. */
function stampedStream(text: string): Envelope | null {
  const match =
    /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}(?:Z|\+00:00)) (?:(\d\d[OE])[ +]|(\d{4}\/\d\d\/\d\d\/\[[^\]\s]{1,40}\]\w{1,64}) )/.exec(
      text.slice(0, 180),
    );
  if (match === null) return null;
  // `aws logs tail` does not repeat its prefix within an event
  const stream = match[2] ?? "";
  const format = match[2] === undefined ? "aws-logs" : "gitlab-ci";
  return { stream, service: null, time: match[1] ?? null, text: text.slice(match[0].length), partial: false, format };
}

/** `test\tRun tests\t2024-05-02T10:15:03.2501010Z message` of `gh run view --log`. */
export function actionsJob(text: string): Envelope | null {
  const match = /^([^\t]{1,100})\t([^\t]{1,200})\t(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{7}Z) /.exec(text.slice(0, 340));
  if (match === null) return null;
  const [head, job = "", , time = null] = match;
  return { stream: job, service: job, time, text: text.slice(head.length), partial: false, format: "github-actions" };
}

/** `[orders-5c7f9c5b6f-abcde orders] message`, `orders-5c7f9c5b6f-abcde orders message` */
function podPrefix(text: string): Envelope | null {
  const match = POD.exec(text.slice(0, 180));
  if (match === null) return null;
  const [head, pod = "", container = ""] = match;
  return {
    stream: `${pod}/${container}`,
    service: container,
    time: null,
    text: text.slice(head.length),
    partial: false,
    format: "pods",
  };
}

export const isPodPrefixed = (text: string): boolean => POD.test(text.slice(0, 180));

const POD = /^\[?([a-z0-9][a-z0-9.-]{0,60}-[a-z0-9]{5,10}-[a-z0-9]{5})[ :]([a-z0-9][a-z0-9.-]{0,60})(?:\] ?| )/;

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
