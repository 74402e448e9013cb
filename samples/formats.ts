/** Log formats as real programs write them. Each takes the moment in epoch milliseconds and answers one record. */
export type Level = "debug" | "info" | "warn" | "error" | "fatal";
export type Fields = Readonly<Record<string, string | number | boolean>>;
export type Say = (at: number, level: Level, message: string, fields?: Fields) => string;

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const pad = (value: number, width = 2): string => String(value).padStart(width, "0");
const month = (date: Date): string => MONTHS[date.getUTCMonth()] ?? "";

/** `2026-11-17T02:47:11.204Z` */
export const iso = (at: number): string => new Date(at).toISOString();
/** `2026-11-17 02:47:11.204`, with `,` before the milliseconds where a format wants it. */
const spaced = (at: number, point = "."): string =>
  iso(at)
    .slice(0, 23)
    .replace("T", " ")
    .replace(/\.(?=\d{3}$)/, point);
const clock = (at: number): string => iso(at).slice(11, 19);

/** `17/Nov/2026:02:47:11` */
const clf = (at: number): string => {
  const date = new Date(at);
  return `${pad(date.getUTCDate())}/${month(date)}/${date.getUTCFullYear()}:${clock(at)}`;
};

/** `Nov 17 02:47:11` */
const bsd = (at: number): string => {
  const date = new Date(at);
  return `${month(date)} ${String(date.getUTCDate()).padStart(2)} ${clock(at)}`;
};

export interface Access {
  ip: string;
  method: string;
  path: string;
  status: number;
  bytes: number;
  agent: string;
}

/** nginx and Apache "combined". */
export const combined = (at: number, { ip, method, path, status, bytes, agent }: Access): string =>
  `${ip} - - [${clf(at)} +0000] "${method} ${path} HTTP/1.1" ${status} ${bytes} "-" "${agent}"`;

export const nginxError = (at: number, level: string, message: string): string =>
  `${iso(at).slice(0, 10).replaceAll("-", "/")} ${clock(at)} [${level}] 31#31: ${message}`;

export const haproxy = (
  at: number,
  startedAt: number,
  backend: string,
  timers: string,
  state: string,
  access: Access,
): string =>
  `${bsd(at)} lb-1 haproxy[2213]: ${access.ip}:${40_000 + (startedAt % 20_000)} [${clf(startedAt)}.${pad(startedAt % 1000, 3)}] ` +
  `fe_https ${backend} ${timers} ${access.status} ${access.bytes} - - ${state} 214/198/31/9/0 0/0 "${access.method} ${access.path} HTTP/1.1"`;

export const haproxyNotice = (at: number, message: string): string => `${bsd(at)} lb-1 haproxy[2213]: ${message}`;

/** `%d %-5level [%thread] %logger - %msg`; a stack trace follows in the message after `\n`. */
export const logback =
  (logger: string): Say =>
  (at, level, message, fields = {}) =>
    `${spaced(at)} ${level.toUpperCase().padEnd(5)} [${fields.thread ?? "main"}] ${fields.logger ?? logger} - ${message}`;

const PINO: Record<Level, number> = { debug: 20, info: 30, warn: 40, error: 50, fatal: 60 };
export const pino =
  (name: string, hostname: string): Say =>
  (at, level, msg, fields = {}) =>
    JSON.stringify({ level: PINO[level], time: at, pid: 1, hostname, name, ...fields, msg });

export const zap =
  (service: string, caller: string): Say =>
  (at, level, msg, fields = {}) =>
    JSON.stringify({
      level,
      ts: at / 1000,
      caller: fields.caller ?? caller,
      msg,
      service,
      ...without(fields, "caller"),
    });

/** Python's `%(asctime)s %(levelname)s %(name)s: %(message)s`. */
export const pythonLogging =
  (logger: string): Say =>
  (at, level, message, fields = {}) =>
    `${spaced(at, ",")} ${PYTHON[level]} ${fields.logger ?? logger}: ${message}`;
const PYTHON: Record<Level, string> = {
  debug: "DEBUG",
  info: "INFO",
  warn: "WARNING",
  error: "ERROR",
  fatal: "CRITICAL",
};

const PG: Record<Level, string> = { debug: "DEBUG", info: "LOG", warn: "WARNING", error: "ERROR", fatal: "FATAL" };
/** PostgreSQL stderr with `%m [%p] %u@%d`; DETAIL and the like follow in the message after `\n`. */
export const postgres: Say = (at, level, message, fields = {}) => {
  const head = `${spaced(at)} UTC [${fields.pid ?? 71}]${fields.user === undefined ? "" : ` ${fields.user}`}`;
  const [first = "", ...rest] = message.split("\n");
  return [`${head} ${fields.severity ?? PG[level]}:  ${first}`, ...rest.map((line) => `${head} ${line}`)].join("\n");
};

const LETTER: Record<Level, string> = { debug: "I", info: "I", warn: "W", error: "E", fatal: "F" };
export const klog: Say = (at, level, message, fields = {}) => {
  const date = new Date(at);
  const day = `${pad(date.getUTCMonth() + 1)}${pad(date.getUTCDate())}`;
  return `${LETTER[level]}${day} ${clock(at)}.${pad(at % 1000, 3)}${pad((at * 7) % 1000, 3)}    1187 ${fields.caller ?? "kubelet.go:2453"}] ${message}`;
};

export const syslog =
  (host: string, tag: string): Say =>
  (at, _level, message, fields = {}) =>
    `${bsd(at)} ${host} ${fields.tag ?? tag}: ${message}`;

/** containerd's CRI format; CoreDNS writes its level in brackets. */
export const coredns: Say = (at, level, message) =>
  `${iso(at).slice(0, 23)}${pad((at * 31) % 1_000_000, 6)}Z stdout F [${level.toUpperCase()}] ${message}`;

export const rabbitmq: Say = (at, level, message, fields = {}) =>
  `${spaced(at)}${pad((at * 13) % 1000, 3)}+00:00 [${level === "warn" ? "warning" : level}] <0.${fields.process ?? 842}.0> ${message}`;

export const logfmt =
  (service: string): Say =>
  (at, level, message, fields = {}) =>
    [`ts=${iso(at)}`, `level=${level}`, `service=${service}`, `msg=${quoted(message)}`]
      .concat(Object.entries(fields).map(([key, value]) => `${key}=${quoted(String(value))}`))
      .join(" ");

const quoted = (text: string): string => (/[\s"=]/.test(text) ? JSON.stringify(text) : text);

function without(fields: Fields, key: string): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([name]) => name !== key));
}
