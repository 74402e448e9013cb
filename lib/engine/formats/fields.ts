import { isInteger } from "./header/tokens.ts";
import { levelOfNumber } from "./level.ts";
import { splitRequest } from "./structured/http.ts";
import { setAttribute, type Reading } from "./reading.ts";

export type FieldSetter = (reading: Reading, value: string) => void;

const attribute =
  (name: string): FieldSetter =>
  (reading, value) =>
    setAttribute(reading, name, value);

const numeric =
  (name: string): FieldSetter =>
  (reading, value) =>
    setAttribute(reading, name, value.length < 16 && isInteger(value) ? Number(value) : value);

/**
 * Fields of header templates. Names are those of OpenTelemetry's semantic conventions where these have one; `log.logger`
 * and the few others are from the Elastic Common Schema.
 */
export const FIELDS: Readonly<Record<string, FieldSetter>> = {
  message: (reading, value) => {
    reading.message = value;
  },
  service: (reading, value) => {
    if (value !== "-" && value !== "") reading.service = value;
  },
  logger: (reading, value) => {
    setAttribute(reading, "log.logger", value);
    if (value !== "-" && value !== "") reading.service ??= value;
  },
  severity: (reading, value) => {
    reading.level = levelOfNumber(Number(value));
  },
  status: numeric("http.response.status_code"),
  request: (reading, value) => splitRequest(value, reading),
  thread: attribute("thread.name"),
  tid: numeric("thread.id"),
  pid: numeric("process.pid"),
  host: attribute("host.name"),
  file: attribute("code.file.path"),
  line: numeric("code.line.number"),
  function: attribute("code.function.name"),
  user: attribute("user.name"),
  client: attribute("client.address"),
  client_port: numeric("client.port"),
  server: attribute("server.address"),
  method: attribute("http.request.method"),
  path: attribute("url.path"),
  query: attribute("url.query"),
  bytes: numeric("http.response.body.size"),
  referrer: attribute("http.request.header.referer"),
  agent: attribute("user_agent.original"),
  request_id: attribute("http.request.id"),
  trace: attribute("trace_id"),
  span: attribute("span_id"),
  database: attribute("db.namespace"),
  event: attribute("event.name"),
  node: attribute("host.name"),
};
