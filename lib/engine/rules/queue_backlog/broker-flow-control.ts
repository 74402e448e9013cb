import { defineRule } from "../rule.ts";

export const brokerFlowControl = defineRule({
  id: "queue_backlog.broker_flow_control",
  title: "The broker holds publishers back",
  severity: "high",
  why: "The broker is over a limit, so it blocks or refuses publishers: producers hang or lose messages.",
  match: {
    any: [
      /\bconnection\.blocked\b|\bpublishers? (?:will be |are |is |was )?blocked\b|\bflow control\b.{0,40}(?:block|appl|state|active|publish)|\bblocked: +true|\bconnection (?:is |was |has been |currently )+blocked\b/i,
      /\bresource_locked\b.{0,40}|\bmaxlen(?:gth)?\b.{0,30}(?:reached|exceed|reject)|\breject-publish\b|\bbasic\.nack\b.{0,40}|\bqueue '[^']{1,80}' .{0,40}(?:overflow|length limit)/i,
      /\bExpiring \d+ record\(s\) for\b|\bFailed to allocate memory within the configured max blocking time\b|\bRecordTooLargeException\b|\bMaximum producer queue size\b|\bLocal: Queue full\b|\bMessage timed out\b.{0,20}local/i,
      /\bUsage Manager Memory Limit\b|\bmemory limit reached on (?:queue|topic)\b|\bproducers? (?:will be|are being) throttled to the rate|\bProducerBlockedQuota\w*/i,
      /\bListen queue of socket\b.{0,80}full|\b(?:listen|accept|request|uWSGI) queue.{0,40}(?:full|overflow)|\buWSGI listen queue of socket\b|\bUnable to queue\b|\bsurge queue\b/i,
    ],
  },
  fires: [
    "kafka: org.apache.kafka.common.errors.TimeoutException: Expiring 12 record(s) for orders-0:120000 ms has passed since batch creation",
    "Usage Manager Memory Limit reached. Stopping producer to prevent flooding queue://orders",
    '*** uWSGI listen queue of socket "127.0.0.1:3031" (fd: 3) full !!! (101/100) ***',
    "%4|BROKERQ|rdkafka| Local: Queue full",
  ],
  silent: ["publisher confirms enabled on channel 1"],
  advice: {
    debugging: [
      "RabbitMQ: `rabbitmqctl list_connections name state` and the alarms in `rabbitmq-diagnostics alarms`; Kafka: producer metric `buffer-available-bytes`.",
    ],
    quickFixes: ["Remove the broker's alarm (disk, memory) and let consumers drain before publishers resume."],
    durableFixes: ["Bound queues with a dead-letter target, and let publishers handle a refusal."],
    links: [{ title: "RabbitMQ: flow control and alarms", url: "https://www.rabbitmq.com/docs/alarms" }],
  },
});
