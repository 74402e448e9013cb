import { isLetter } from "../chars.ts";
import { defineFormat } from "../define.ts";
import { levelOfStatus, splitRequest } from "../structured/http.ts";
import { quotedEnd } from "../template.ts";
import { FIELDS } from "../fields.ts";
import { levelOf } from "../level.ts";
import { setAttribute, type Reading } from "../reading.ts";

/** Web servers, proxies and load balancers. */
export const web = [
  defineFormat({
    id: "access",
    title: "Access log (common and combined)",
    family: "Web",
    description:
      "Client, user, time, request, status, size, referrer, agent: Apache, nginx, Jetty, Varnish, Caddy, Traefik and many others.",
    singleLine: true,
    templates: [
      "{client} {_} {user:text} [{time}] {request:quoted} {status}{? {bytes}{? {referrer:quoted} {agent:quoted}?}?}{message}",
      "[{time}] {request:quoted} {status} {bytes}{message}",
      "{client} - [{_}] - {user:text} [{time}] {request:quoted} {status} {bytes}{? {referrer:quoted} {agent:quoted}?}{message}",
    ],
    examples: [
      {
        line: '192.0.2.7 - dana [13/Jul/2016:10:55:36 +0000] "GET /a.gif?x=1 HTTP/1.1" 503 2326 "-" "curl/8.1"',
        expect: {
          timestamp: "2016-07-13T10:55:36Z",
          level: "error",
          message: '"GET /a.gif?x=1 HTTP/1.1" 503 2326',
          attributes: { "http.request.method": "GET", "url.path": "/a.gif", "http.response.status_code": 503 },
        },
      },
    ],
    check(reading, text) {
      levelOfStatus(reading);
      // an access log has no message of its own: the request and its outcome are what happened
      const start = text.indexOf('"');
      const rest = reading.message;
      const end = text.length - rest.length;
      setAttribute(reading, "log.rest", rest.trim());
      reading.message = text.slice(start, outcomeEnd(text, start, end));
      return true;
    },
  }),
  defineFormat({
    id: "gin",
    title: "Gin",
    family: "Web",
    description: "Go's Gin: `[GIN]`, time, then status, duration, client, method and path between pipes.",
    templates: ["[GIN] {time} | {status} | {duration:text} | {client} | {method} {path:quoted}"],
    first: "[",
    singleLine: true,
    check(reading, text) {
      levelOfStatus(reading);
      const { attributes } = reading;
      reading.message = `${String(attributes?.["http.request.method"])} ${text.slice(text.lastIndexOf(' "') + 1)} ${String(attributes?.["http.response.status_code"])}`;
      return true;
    },
    examples: [
      {
        line: '[GIN] 2024/05/02 - 10:15:03 | 503 |     112.25µs |       192.0.2.7 | GET      "/carts/7"',
        expect: {
          timestamp: "2024-05-02T10:15:03",
          level: "error",
          message: 'GET "/carts/7" 503',
          attributes: { "url.path": "/carts/7", "client.address": "192.0.2.7" },
        },
      },
    ],
  }),
  defineFormat({
    id: "nginx-error",
    title: "nginx error log",
    family: "Web",
    description: "Time, level, pid#tid, connection.",
    templates: ["{time} [{level}] {pid}#{tid:int}: {?*{connection:int} ?}{message}"],
    first: "0123456789",
    check: readNginxFields,
    examples: [
      {
        line: '2024/05/02 10:15:03 [crit] 31#7: *98 connect() failed, client: 192.0.2.7, server: shop.example, request: "GET /a HTTP/1.1", host: "shop.example"',
        expect: {
          timestamp: "2024-05-02T10:15:03",
          level: "fatal",
          message: "connect() failed",
          attributes: { "client.address": "192.0.2.7", "url.path": "/a" },
        },
      },
    ],
  }),
  defineFormat({
    id: "apache-error",
    title: "Apache error log",
    family: "Web",
    description:
      "Bracketed time, `module:level` (2.4) or level (2.2), pid and thread; `[client …]` stays in the message.",
    templates: ["[{time}] [{module:text}] {?[{process:text}] ?}{message}"],
    first: "[",
    check(reading, text) {
      const source = String(reading.attributes?.["module"] ?? "");
      const colon = source.lastIndexOf(":");
      const level = levelOf(source.slice(colon + 1));
      // the time begins with its weekday; `[2024-05-02 …] [INFO]` is a logger's line
      if (level === null || !isLetter(text.charCodeAt(1))) return false;
      reading.level = level;
      const process = String(reading.attributes?.["process"] ?? "");
      const attributes = reading.attributes;
      if (attributes !== null) {
        delete attributes["module"];
        delete attributes["process"];
        if (colon > 0) attributes["log.logger"] = source.slice(0, colon);
      }
      const ids = /^pid (\d+)(?::tid (\d+))?$/.exec(process);
      if (ids !== null) {
        FIELDS["pid"]?.(reading, ids[1] ?? "");
        FIELDS["tid"]?.(reading, ids[2] ?? "");
      } else if (process !== "") reading.message = `[${process}] ${reading.message}`;
      const client = /\[client ([^\]\s]+?)(?::\d{1,5})?\]/.exec(reading.message.slice(0, 200));
      if (client !== null) FIELDS["client"]?.(reading, client[1] ?? "");
      return true;
    },
    examples: [
      {
        line: "[Sun Mar 11 08:56:20.913548 2018] [proxy_fcgi:error] [pid 742:tid 14] [client 192.0.2.106:50900] AH01071: Got error",
        expect: {
          timestamp: "2018-03-11T08:56:20.913548",
          level: "error",
          message: "[client 192.0.2.106:50900] AH01071: Got error",
          attributes: { "process.pid": 742 },
        },
      },
      {
        line: "[Sun Dec 04 04:47:44 2005] [notice] workers are ready",
        expect: { timestamp: "2005-12-04T04:47:44", level: "info", message: "workers are ready" },
      },
    ],
  }),
];

const NGINX_FIELDS: Readonly<Record<string, string>> = {
  client: "client",
  server: "server",
  upstream: "upstream.address",
  host: "http.request.header.host",
  referrer: "referrer",
};

/** `…, client: 192.0.2.7, server: _, request: "GET / HTTP/1.1", upstream: "…", host: "…"`: named fields behind the message. */
function readNginxFields(reading: Reading): boolean {
  const at = reading.message.lastIndexOf(", client: ");
  if (at < 0) return true;
  for (const part of reading.message.slice(at + 2).split(", ", 12)) {
    const colon = part.indexOf(": ");
    const name = part.slice(0, colon);
    const value = part.slice(colon + 2).replace(/^"|"$/g, "");
    if (name === "request") splitRequest(value, reading);
    else if (Object.hasOwn(NGINX_FIELDS, name)) {
      const field = NGINX_FIELDS[name] ?? name;
      const set = FIELDS[field];
      if (set !== undefined) set(reading, value);
      else setAttribute(reading, field, value);
    }
  }
  reading.message = reading.message.slice(0, at);
  return true;
}

/** End of `"GET /a HTTP/1.1" 503 2326`, without referrer and agent. */
function outcomeEnd(text: string, start: number, limit: number): number {
  const close = quotedEnd(text, start);
  const next = close < 0 ? -1 : text.indexOf(' "', close);
  return next < 0 ? limit : Math.min(next, limit);
}
