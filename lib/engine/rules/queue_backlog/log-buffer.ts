import { defineRule } from "../rule.ts";

export const logBuffer = defineRule({
  id: "queue_backlog.log_buffer",
  title: "A log or event buffer overflows",
  severity: "high",
  why: "The shipper takes in more than it can hand on; it pauses its inputs or drops what it holds, and later lines are missing.",
  match: {
    any: [
      /\bbuffer overflow\b|\bBufferOverflowError\b|\bbuffer space has too many data\b|\bmem buf overlimit\b|\bpaused \(mem buf|\bno queued chunks to be dropped\b|\bqueue size exceeds limit\b/i,
      /\b(?:buffer|queue|channel|backlog|mailbox|spool|inbox|ring ?buffer)(?: \S{1,60}){0,3}? (?:is |was |are |has been |became )?(?:full|overflow(?:ed|ing|s)?|overrun|at capacity|saturated|over(?: the)? limit|exceeded)\b/i,
      /\b(?:dropping|dropped|discarding|discarded) (?:\d+ )?(?:\w+ )?(?:messages?|events?|logs?|records?|spans?|metrics?|samples?|packets?|chunks?|entries|data|requests?|jobs?|batch(?:es)?)\b.{0,60}(?:queue|buffer|full|overflow|slow|backpressure|capacity|limit)/i,
      /\b(?:queue|buffer|channel) (?:is )?full\b|\bsending queue is full\b|\b(?:QueueFull|QueueFullException|BufferExhaustedException|BufferFullError|ENOBUFS)\b/i,
      /\baction queue\b.{0,40}(?:full|discard)|\bimuxsock lost \d+ messages|\bmain Q.{0,20}full|\bkauditd hold queue overflow|\baudit: backlog limit exceeded|\baudit_backlog\b.{0,20}>|\bbacklog limit exceeded\b/i,
      /\bpipeline (?:is )?blocked\b|\bback ?pressure\b.{0,60}(?:appl|detect|high|block|trigger|active)|\bback-?pressure\b/i,
      /\bqueue\.Full\b|\b(?:Channel|queue|buffer) capacity (?:reached|exceeded|full)\b|\bmax(?:imum)? queue (?:size|length|depth) (?:reached|exceeded)\b|\breceive buffer errors\b|\brcvbuf\b.{0,20}(?:errors|full)/i,
      /\bchannel too full\b|\bDropped \d+ (?:messages|events|logs|records|spans)\b|\bmessage will be dropped\b|\bno space was made\b|\bqueue is \d{2,3}(?:\.\d{1,3})?% full/i,
      /\b(?:messages?|events?|records?|samples?|spans?|mutations?|packets?|writes?|metrics?|points|logs|lines|frames|jobs|items|entries|batch(?:es)?|chunks?|datagrams?|notifications?) (?:were |was |have been |has been |are |being |got )(?:dropped|discarded|shed)\b/i,
    ],
    not: [
      /rate.?limited|rate.?limit|lacked sufficient buffer space|Dropped 0 |full ?[=:] ?(?:0|false)|dropped[=:] ?0|buffer overflow (?:protection|attack)|circular buffer allocated|TCP backlog|connection pool|stack/i,
    ],
  },
  fires: [
    "MUTATION messages were dropped in last 5000 ms: 1843 internal and 12 cross node.",
    "[warn]: #0 failed to write data into buffer by buffer overflow action=:throw_exception",
    "[input] tail.0 paused (mem buf overlimit)",
    "otelcol: Dropping data because sending_queue is full. Try increasing queue_size.",
    "audit: backlog limit exceeded",
  ],
  silent: [
    "0 messages were dropped",
    "WARNING: The TCP backlog setting of 511 cannot be enforced because somaxconn is set to 128.",
    "buffer flushed, dropped=0 queued=12",
  ],
  advice: {
    debugging: [
      "Is the output slow or is the input loud? Compare records in and out (`fluentbit_output_retries_total`, `otelcol_exporter_queue_size`).",
      "Look at the destination: a rejecting Elasticsearch or a full disk shows up here first.",
    ],
    quickFixes: [
      "Relieve the output (more flush threads or batches), or let the buffer spill to disk (`storage.type filesystem`).",
    ],
    durableFixes: [
      "Size the buffer from the longest outage of the destination that you want to bridge, and alert at half of it.",
    ],
    links: [{ title: "Fluentd: buffer section", url: "https://docs.fluentd.org/configuration/buffer-section" }],
  },
});
