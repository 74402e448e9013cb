import { isUpper } from "../chars.ts";
import { setAttribute, type Reading } from "../reading.ts";

/** `GET /a?x=1 HTTP/1.1` */
export function splitRequest(request: string, reading: Reading): void {
  const first = request.indexOf(" ");
  if (first < 0) return;
  const method = request.slice(0, first);
  const second = request.indexOf(" ", first + 1);
  const target = request.slice(first + 1, second < 0 ? request.length : second);
  if (target === "" || !isMethod(method)) return;
  setAttribute(reading, "http.request.method", method);
  const query = target.indexOf("?");
  setAttribute(reading, "url.path", query < 0 ? target : target.slice(0, query));
  if (query >= 0) setAttribute(reading, "url.query", target.slice(query + 1));
  if (second < 0) return;
  const third = request.indexOf(" ", second + 1);
  const protocol = request.slice(second + 1, third < 0 ? request.length : third);
  setAttribute(reading, "network.protocol.version", protocol.slice(protocol.indexOf("/") + 1));
}

function isMethod(word: string): boolean {
  if (word.length < 3 || word.length > 12) return false;
  for (let at = 0; at < word.length; at += 1) if (!isUpper(word.charCodeAt(at))) return false;
  return true;
}

/** Nothing states a level in an access log: 5xx is inferred an error, 4xx a warning. */
export function levelOfStatus(reading: Reading): void {
  const status = Number(reading.attributes?.["http.response.status_code"]);
  if (Number.isNaN(status) || status < 100 || status > 599) return;
  reading.level = status >= 500 ? "error" : status >= 400 ? "warn" : "info";
  reading.levelInferred = true;
}

/** A request line within a message, `"GET /a HTTP/1.1" 503`, and HAProxy's, where the status comes first. The message stays as it is. */
export function readInnerRequest(reading: Reading): void {
  const { message } = reading;
  const protocol = message.lastIndexOf(" HTTP/", 2000);
  if (protocol < 0) return;
  const open = message.lastIndexOf('"', protocol);
  const close = message.indexOf('"', protocol);
  if (open < 0 || close < 0 || close - protocol > 16) return;
  splitRequest(message.slice(open + 1, close), reading);
  if (reading.attributes?.["http.request.method"] === undefined) return;
  const status =
    /^ (?:status: )?(\d{3})\b/.exec(message.slice(close + 1, close + 16))?.[1] ??
    / (\d{3}) \d+ \S+ \S+ \S{4} /.exec(message.slice(0, Math.min(open, 400)))?.[1];
  if (status === undefined) return;
  setAttribute(reading, "http.response.status_code", Number(status));
  if (reading.level === null) levelOfStatus(reading);
}
