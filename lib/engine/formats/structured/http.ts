import { FIELDS } from "../fields.ts";
import type { Reading } from "../reading.ts";

/** `GET /a?x=1 HTTP/1.1` */
export function splitRequest(request: string, reading: Reading): void {
  const [method = "", target = "", protocol] = request.split(" ", 3);
  if (!/^[A-Z]{3,12}$/.test(method) || target === "") return;
  FIELDS["method"]?.(reading, method);
  const query = target.indexOf("?");
  FIELDS["path"]?.(reading, query < 0 ? target : target.slice(0, query));
  if (query >= 0) FIELDS["query"]?.(reading, target.slice(query + 1));
  if (protocol !== undefined && reading.attributes !== null)
    reading.attributes["network.protocol.version"] = protocol.slice(protocol.indexOf("/") + 1);
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
  FIELDS["status"]?.(reading, status);
  if (reading.level === null) levelOfStatus(reading);
}
