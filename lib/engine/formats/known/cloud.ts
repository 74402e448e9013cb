import { defineFormat } from "../define.ts";
import type { Format } from "../format.ts";
import { STRENGTH, setAttribute, type Context, type Reading } from "../reading.ts";
import { attributeName } from "../structured/roles.ts";
import { levelOfStatus } from "../structured/http.ts";
import { quotedEnd } from "../template.ts";

/** Load balancers, content networks and other columns whose meaning the format publishes. */
const balancer = defineFormat({
  id: "aws-elb",
  title: "AWS load balancer",
  family: "Cloud",
  description: "Classic and application load balancers: time, names, addresses, durations, status, request.",
  singleLine: true,
  templates: [
    "{type} {time} {elb} {client}:{client_port} {target} {_} {_} {_} {status} {target_status} {_} {bytes} {request:quoted} {agent:quoted}{_:rest}",
    "{time} {elb} {client}:{client_port} {target} {_} {_} {_} {status} {target_status} {_} {bytes} {request:quoted} {agent:quoted}{_:rest}",
    "{time} {elb} {client}:{client_port} {target} {_} {_} {_} {status} {target_status} {_} {bytes} {request:quoted}{_:rest}",
  ],
  check: takeRequest,
  examples: [
    {
      line: 'https 2024-05-02T10:15:03.250101Z app/shop/50dc 192.0.2.7:2817 10.0.0.1:80 0.000 0.001 0.000 502 502 34 366 "GET https://shop.example:443/a HTTP/1.1" "curl/8"',
      expect: {
        timestamp: "2024-05-02T10:15:03.250101Z",
        level: "error",
        attributes: { "client.address": "192.0.2.7", "http.response.status_code": 502 },
      },
    },
  ],
});

function takeRequest(reading: Reading, text: string): boolean {
  if (
    typeof reading.attributes?.["http.response.status_code"] !== "number" &&
    !/^-(?:$|\s)/.test(String(reading.attributes?.["target_status"] ?? "-"))
  )
    return false;
  const start = text.indexOf('"');
  const end = quotedEnd(text, start);
  levelOfStatus(reading);
  reading.message = `${text.slice(start, end)} ${String(reading.attributes?.["http.response.status_code"] ?? "-")}`;
  return true;
}

const flow = defineFormat({
  id: "aws-vpc-flow",
  title: "AWS VPC flow log",
  family: "Cloud",
  description: "Version 2 flow records.",
  singleLine: true,
  first: "2",
  templates: [
    "2 {account} {interface} {client} {server} {client_port} {server_port} {protocol} {packets} {bytes} {epoch} {_} {action} {outcome}",
  ],
  check(reading, text) {
    reading.message = text.slice(text.indexOf(" eni-") + 1);
    return text.includes(" eni-");
  },
  examples: [
    {
      line: "2 123456789010 eni-1235b8ca 192.0.2.7 192.0.2.8 20641 22 6 20 4249 1714644903 1714644963 REJECT OK",
      expect: { timestamp: "2024-05-02T10:15:03Z", attributes: { "client.address": "192.0.2.7", action: "REJECT" } },
    },
  ],
});

const squid = defineFormat({
  id: "squid",
  title: "Squid access log",
  family: "Web",
  description: "Epoch, duration, client, result and status, size, method, URL.",
  singleLine: true,
  first: "0123456789",
  templates: ["{epoch} {duration:int} {client} {result}/{status} {bytes} {method} {url.full} {message}"],
  check(reading, text) {
    levelOfStatus(reading);
    reading.message = text.slice(text.indexOf(String(reading.attributes?.["result"] ?? "")));
    return reading.attributes?.["http.response.status_code"] !== undefined;
  },
  examples: [
    {
      line: "1714644903.250    112 192.0.2.7 TCP_DENIED/403 1234 CONNECT shop.example:443 - HIER_NONE/- text/html",
      expect: {
        timestamp: "2024-05-02T10:15:03.250Z",
        level: "warn",
        attributes: { "http.request.method": "CONNECT" },
      },
    },
  ],
});

const actions = defineFormat({
  id: "github-actions",
  title: "GitHub Actions",
  family: "CI",
  description: "Times in ten-millionths of a second, with `##[error]` and its kin.",
  singleLine: true,
  first: "0123456789#",
  templates: ["{time} ##[{kind}]{message}", "##[{kind}]{message}"],
  check(reading) {
    const kind = String(reading.attributes?.["kind"] ?? "");
    if (kind === "error") reading.level = "error";
    else if (kind === "warning") reading.level = "warn";
    else if (kind === "debug") reading.level = "debug";
    else if (kind === "notice") reading.level = "info";
    if (reading.strength === STRENGTH.none) reading.strength = STRENGTH.weak;
    return true;
  },
  examples: [
    {
      line: "2024-05-02T10:15:03.2601010Z ##[error]Process completed with exit code 1.",
      expect: {
        timestamp: "2024-05-02T10:15:03.2601010Z",
        level: "error",
        message: "Process completed with exit code 1.",
      },
    },
  ],
});

/** What the Lambda runtime itself prints around an invocation. */
const lambda = defineFormat({
  id: "aws-lambda",
  title: "AWS Lambda runtime",
  family: "Cloud",
  description: "`START`, `END` and `REPORT` of an invocation; what the function prints is read by its own shape.",
  templates: ["{event}{? RequestId: {request_id}?}{_:rest}"],
  first: "SERI",
  singleLine: true,
  check(reading, text) {
    if (
      !/^(?:START|END|REPORT|RESTORE_START|RESTORE_REPORT|INIT_START|INIT_REPORT) (?:RequestId: |Runtime Version: |Init Duration: |Restore Duration: )/.test(
        text.slice(0, 60),
      )
    )
      return false;
    reading.message = text;
    reading.strength = STRENGTH.full;
    return true;
  },
  examples: [
    {
      line: "REPORT RequestId: 6f1e2c3d-1b2a-4c5d-8e9f-001122334455\tDuration: 3.12 ms\tBilled Duration: 4 ms",
      expect: { timestamp: null, attributes: { "http.request.id": "6f1e2c3d-1b2a-4c5d-8e9f-001122334455" } },
    },
  ],
});

/** W3C extended logs state their columns in a directive, which may change midway. */
const w3c: Format = {
  id: "w3c",
  title: "W3C extended log (IIS, CloudFront)",
  family: "Web",
  description: "`#Fields:` names the columns; they are read under their OpenTelemetry names.",
  singleLine: true,
  examples: [{ line: "#Fields: date time cs-method cs-uri-stem sc-status", expect: { timestamp: null } }],
  read(text, reading, context) {
    if (text.charCodeAt(0) === 35) return readDirective(text, reading, context);
    const { columns } = context.memory;
    return columns !== null && readColumns(text, columns, reading, context);
  },
};

function readDirective(text: string, reading: Reading, context: Context): boolean {
  if (!/^#(?:Fields|Software|Version|Date|Start-Date|End-Date|Remark|Substitute): ?/.test(text)) return false;
  if (text.startsWith("#Fields:")) context.memory.columns = text.slice(8).trim().split(/\s+/, 64);
  reading.message = text;
  reading.strength = STRENGTH.full;
  reading.format = "w3c";
  return true;
}

const W3C_NAMES: Readonly<Record<string, string>> = {
  "c-ip": "client.address",
  "c-port": "client.port",
  "s-ip": "server.address",
  "s-port": "server.port",
  "s-computername": "host.name",
  "s-sitename": "service.name",
  "cs-method": "http.request.method",
  "cs-uri-stem": "url.path",
  "cs-uri-query": "url.query",
  "cs-host": "http.request.header.host",
  "cs(Host)": "http.request.header.host",
  "cs-username": "user.name",
  "cs(User-Agent)": "user_agent.original",
  "cs(Referer)": "http.request.header.referer",
  "sc-status": "http.response.status_code",
  "sc-bytes": "http.response.body.size",
};

function readColumns(text: string, columns: readonly string[], reading: Reading, context: Context): boolean {
  const values = text.split(text.includes("\t") ? "\t" : " ");
  if (values.length < columns.length - 1 || values.length > columns.length + 1) return false;
  const at = (name: string): string => values[columns.indexOf(name)] ?? "";
  if (!context.timeAt(`${at("date")} ${at("time")}`, 0) && !context.timeAt(at("x-timestamp"), 0)) return false;
  // the format's times are UTC
  context.stamp.offset = 0;
  context.setTime(reading);
  for (const [index, name] of columns.entries()) {
    const value = values[index] ?? "-";
    if (name === "date" || name === "time" || value === "-") continue;
    const number = /^\d{1,15}$/.test(value) && !name.includes("(");
    setAttribute(
      reading,
      Object.hasOwn(W3C_NAMES, name) ? (W3C_NAMES[name] ?? name) : attributeName(name),
      number ? Number(value) : value,
    );
  }
  levelOfStatus(reading);
  const summary = [at("cs-method"), at("cs-uri-stem"), at("sc-status")].filter((part) => part !== "" && part !== "-");
  reading.message = summary.length > 1 ? summary.join(" ") : text;
  reading.strength = STRENGTH.full;
  reading.format = "w3c";
  return true;
}

export const cloud: readonly Format[] = [w3c, balancer, flow, squid, lambda, actions];
