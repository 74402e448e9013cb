/** What a field of a structured event means. */
export type Role =
  | "time"
  | "level"
  | "message"
  | "service"
  | "logger"
  | "stack"
  | "template"
  | "syslogLevel"
  | "windowsLevel";

export interface Ranked {
  role: Role;
  /** Of several fields with one role the lowest rank wins. */
  rank: number;
}

/** Keys by role, best first; nested keys with dots. Looked up exactly, then without regard to case. */
const KEYS: Readonly<Record<Role, string>> = {
  time:
    "@timestamp timestamp time ts @t t.$date timestamp.seconds timestampSeconds __REALTIME_TIMESTAMP _SOURCE_REALTIME_TIMESTAMP datetime date eventTime event_time asctime timeMillis instant.epochSecond " +
    "eventTimestamp event_timestamp log_time logged_at timeStamp time_local time_iso8601 start_time startTime requestTime created_at createdAt receiveTimestamp TimeCreated SystemTime " +
    "event.created TimeGenerated UtcTime EventTime _time json.data.date data.date json.time json.timestamp json.published published published_at timeUnixNano observedTimeUnixNano creationTime CreationTime t _ts dt " +
    "Event.System.TimeCreated.#attributes.SystemTime System.TimeCreated.SystemTime winlog.time_created activityDateTime createdDateTime properties.createdDateTime log.timestamp",
  level:
    "level severity lvl @l L log.level loglevel logLevel log_level levelname level_name s severity_text severityText SeverityText Severity LogLevel Level EventType status_level @level type_level json.level " +
    "fields.level jsonPayload.level data.level _level winlog.level levelName",
  syslogLevel: "PRIORITY syslog.severity.code log.syslog.severity.code",
  windowsLevel: "Event.System.Level System.Level",
  message:
    "message msg @m M MESSAGE short_message log_message logMessage textPayload jsonPayload.message body text event.original log _msg @message Message RenderedMessage body.stringValue fields.message event.message event " +
    "json.message json.msg data.message data.msg json.data.description data.description description Description error.message err.message displayMessage resultDescription properties.activityDisplayName properties.resultDescription activityDisplayName operationName.value operationName eventName event.action action alert.signature",
  template: "@mt MessageTemplate messageTemplate",
  service:
    "service.name service_name serviceName app application appname app_name applicationName service resource.service.name SYSLOG_IDENTIFIER container_name kubernetes.container_name " +
    "kubernetes.container.name kubernetes.labels.app resource.labels.container_name dd.service program component name c source_name module SourceName",
  logger: "logger log.logger logger_name loggerName SourceContext Properties.SourceContext Logger logger.name category",
  stack:
    "stack stack_trace stacktrace stackTrace error.stack_trace error.stack err.stack exc_info exc_text @x exception.stacktrace exception Exception thrown.extendedStackTrace error.stacktrace errorVerbose traceback",
};

const EXACT = new Map<string, Ranked>();
const FOLDED = new Map<string, Ranked>();
for (const [role, keys] of Object.entries(KEYS)) {
  for (const [rank, key] of keys.split(" ").entries()) {
    const ranked: Ranked = { role: role as Role, rank };
    EXACT.set(key, ranked);
    if (key.length > 2 && !FOLDED.has(key.toLowerCase())) FOLDED.set(key.toLowerCase(), ranked);
  }
}

/** Sources repeat their keys: answers are kept, misses too, as folding a key costs more than finding it. */
const KNOWN = new Map<string, Ranked | undefined>(EXACT);
const MAX_KNOWN = 20_000;

export function roleOf(key: string): Ranked | undefined {
  const known = KNOWN.get(key);
  if (known !== undefined || KNOWN.has(key)) return known;
  const folded = FOLDED.get(key.toLowerCase());
  if (KNOWN.size < MAX_KNOWN) KNOWN.set(key, folded);
  return folded;
}

/** Names of structured fields → OpenTelemetry names. What is not here keeps its own name. */
const NAMES: Readonly<Record<string, string>> = {
  traceid: "trace_id",
  trace_id: "trace_id",
  "trace.id": "trace_id",
  traceId: "trace_id",
  "dd.trace_id": "trace_id",
  otelTraceID: "trace_id",
  "@tr": "trace_id",
  "logging.googleapis.com/trace": "trace_id",
  spanid: "span_id",
  spanId: "span_id",
  "span.id": "span_id",
  "dd.span_id": "span_id",
  otelSpanID: "span_id",
  "@sp": "span_id",
  "logging.googleapis.com/spanId": "span_id",
  pid: "process.pid",
  _PID: "process.pid",
  SYSLOG_PID: "process.pid",
  process_id: "process.pid",
  hostname: "host.name",
  host: "host.name",
  _HOSTNAME: "host.name",
  "host.hostname": "host.name",
  thread: "thread.name",
  thread_name: "thread.name",
  threadName: "thread.name",
  "process.thread.name": "thread.name",
  ctx: "thread.name",
  logger: "log.logger",
  logger_name: "log.logger",
  loggerName: "log.logger",
  SourceContext: "log.logger",
  method: "http.request.method",
  "req.method": "http.request.method",
  "request.method": "http.request.method",
  "httpRequest.requestMethod": "http.request.method",
  path: "url.path",
  "req.url": "url.path",
  "request.uri": "url.path",
  "httpRequest.requestUrl": "url.full",
  url: "url.full",
  status: "http.response.status_code",
  status_code: "http.response.status_code",
  statusCode: "http.response.status_code",
  "res.statusCode": "http.response.status_code",
  "res.status": "http.response.status_code",
  "httpRequest.status": "http.response.status_code",
  remote_ip: "client.address",
  remote_addr: "client.address",
  clientIp: "client.address",
  client_ip: "client.address",
  "request.remote_ip": "client.address",
  "httpRequest.remoteIp": "client.address",
  user_agent: "user_agent.original",
  userAgent: "user_agent.original",
  http_user_agent: "user_agent.original",
  "httpRequest.userAgent": "user_agent.original",
  "error.type": "exception.type",
  "err.type": "exception.type",
  exception_class: "exception.type",
  "exception.class": "exception.type",
  "error.message": "exception.message",
  "err.message": "exception.message",
  request_id: "http.request.id",
  requestId: "http.request.id",
  "req.id": "http.request.id",
  correlation_id: "http.request.id",
  caller: "code.file.path",
};

const BY_NAME = new Map(Object.entries(NAMES));

export const attributeName = (key: string): string => BY_NAME.get(key) ?? key;
