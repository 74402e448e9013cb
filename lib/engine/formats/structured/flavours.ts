import type { Level } from "../../vocabulary.ts";

/** A known writer of JSON lines: recognised by keys that only it writes. */
export interface Flavour {
  id: string;
  title: string;
  description: string;
  /** Top-level keys that must all be there. */
  keys: readonly string[];
  /** What an absent level means, where the format says so. */
  level?: Level;
  example: string;
}

/** Most telling first. */
export const FLAVOURS: readonly Flavour[] = [
  {
    id: "serilog-clef",
    title: "Serilog compact JSON (CLEF)",
    description:
      "Compact log event format; the message is rendered from its template, and an absent level means information.",
    keys: ["@t"],
    level: "info",
    example:
      '{"@t":"2024-05-02T10:15:03.25Z","@mt":"Paid {Amount} for {Order}","@l":"Warning","Amount":12.5,"Order":"A-17"}',
  },
  {
    id: "bunyan",
    title: "bunyan",
    description: "Node.js logger with `v`, `pid`, `hostname` and numeric levels from 10 to 60.",
    keys: ["v", "pid", "hostname", "level"],
    example:
      '{"name":"mailer","hostname":"n1","pid":41,"level":50,"msg":"relay refused","time":"2024-05-02T10:15:03.250Z","v":0}',
  },
  {
    id: "pino",
    title: "pino",
    description: "Node.js logger with `pid`, `hostname`, numeric levels from 10 to 60 and epoch milliseconds.",
    keys: ["pid", "hostname", "level", "time"],
    example: '{"level":40,"time":1714644903250,"pid":17,"hostname":"n1","msg":"slow query","ms":812}',
  },
  {
    id: "mongodb",
    title: "MongoDB 4.4 and later",
    description: "MongoDB's structured log: severity `s`, component `c`, context `ctx`.",
    keys: ["t", "s", "c", "msg"],
    example:
      '{"t":{"$date":"2024-05-02T10:15:03.250+00:00"},"s":"W","c":"STORAGE","id":22120,"ctx":"initandlisten","msg":"Access control is not enabled"}',
  },
  {
    id: "journald",
    title: "journald export (JSON)",
    description: "`journalctl -o json`: microseconds since 1970, syslog priorities, messages as text or as bytes.",
    keys: ["__REALTIME_TIMESTAMP"],
    example:
      '{"__REALTIME_TIMESTAMP":"1714644903250000","PRIORITY":"3","_HOSTNAME":"n1","SYSLOG_IDENTIFIER":"sshd","_PID":"811","MESSAGE":"no matching key"}',
  },
  {
    id: "gelf",
    title: "GELF",
    description: "Graylog extended log format with syslog levels from 0 to 7.",
    keys: ["version", "short_message"],
    example: '{"version":"1.1","host":"n1","short_message":"disk is slow","timestamp":1714644903.25,"level":4}',
  },
  {
    id: "gcp",
    title: "Google Cloud Logging",
    description: "Log entries with `severity`, `textPayload` or `jsonPayload`, and `resource`.",
    keys: ["insertId", "logName"],
    example:
      '{"insertId":"a1","logName":"projects/p/logs/stdout","severity":"NOTICE","textPayload":"ready","timestamp":"2024-05-02T10:15:03.250Z","resource":{"labels":{"container_name":"api"}}}',
  },
  {
    id: "ecs",
    title: "Elastic Common Schema",
    description: "JSON with `@timestamp`, `log.level` and `ecs.version`, nested or dotted.",
    keys: ["@timestamp", "ecs.version"],
    example:
      '{"@timestamp":"2024-05-02T10:15:03.250Z","log.level":"ERROR","message":"no route","ecs.version":"1.6.0","service.name":"edge"}',
  },
  {
    id: "logstash",
    title: "Logstash JSON",
    description: "`@timestamp` and `@version`, as logback's and other Logstash encoders write.",
    keys: ["@timestamp", "@version"],
    example:
      '{"@timestamp":"2024-05-02T10:15:03.250Z","@version":"1","message":"started","logger_name":"com.example.Main","thread_name":"main","level":"INFO"}',
  },
  {
    id: "cloudtrail",
    title: "AWS CloudTrail",
    description: "API calls of an AWS account.",
    keys: ["eventVersion", "eventSource", "eventName"],
    example:
      '{"eventVersion":"1.08","eventTime":"2024-05-02T10:15:03Z","eventSource":"s3.amazonaws.com","eventName":"PutObject","sourceIPAddress":"192.0.2.7"}',
  },
  {
    id: "zap",
    title: "zap",
    description: "Go logger with `ts` in epoch seconds, `caller` and `msg`.",
    keys: ["level", "ts", "msg"],
    example: '{"level":"info","ts":1714644903.2501,"caller":"api/main.go:31","msg":"listening"}',
  },
];
