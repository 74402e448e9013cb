import { defineRule } from "../rule.ts";

export const consumerLag = defineRule({
  id: "queue_backlog.consumer_lag",
  title: "Consumers fall behind",
  headline: "Consumers of {queue} fall behind",
  severity: "high",
  why: "Messages wait longer and longer; what they should cause (mails, orders, updates) comes late or expires.",
  match: {
    any: [
      /\b(?:consumer|group|partition|queue|topic|offset)(?: \S{1,60})? lag\b.{0,60}(?:\d{3,}|high|exceed|above|grow|increas|threshold|behind)/i,
      /\b(?:consumer|worker|subscriber|processor|reader|listener|client)s? (?:\S{1,60} )?(?:is |are |has |have )?(?:fall(?:ing|en)?|lagging|running|too far)? ?behind\b|\bcan(?:not|'t) keep up\b|\bslow consumer\b|\bnot keeping up\b|\blagging behind\b|\bfalling behind\b/i,
      /\b(?:backlog|queue|pending (?:jobs|messages|tasks)|queue (?:depth|length|size))\b(?: (?:of|for|on|in) ['"]?(?<queue>[\w.:/-]{1,60})['"]?)?.{0,40}(?:exceed(?:s|ed|ing)?|above|over|grow(?:s|ing|n)|increas(?:es|ed|ing)|too (?:large|long|high|deep|many)|high|reached|piling up|backed up|not draining)/i,
      /\bOffset\w* out of range\b|\bOffsetOutOfRange\w*|\bmax\.poll\.interval\.ms\b(?!:? ?[=:] ?\d)|\bCommitFailedException: (?:Commit|Offset)|\bconsumer poll timeout has expired\b|\bRebalanceInProgress\w*|\bmember \S{1,80} (?:in group \S{1,80} )?has failed, removing it from the group/i,
      /\b(?:queue|backlog)\b.{0,20}\bbacked up\b|\bqueue_?backlog\b|\bmessage(?:s)? (?:are )?(?:piling up|backing up|accumulating|stuck)\b|\bjobs? (?:are )?(?:piling up|stuck in queue)/i,
      /\bqueue latency\b.{0,40}(?:exceed|above|high)|\b(?:oldest|age of oldest) message\b.{0,60}(?:exceed|above|\d{3,} ?s)|\bApproximateAgeOfOldestMessage\b.{0,40}ALARM/i,
      /\blagged by \d+ messages\b|\breceiver (?:is )?too slow\b|\breceiver lagged\b|\bRecvError::Lagged\b|\bactive queue entries\b|\bpending (?:messages|jobs|tasks)\b.{0,60}(?:cannot keep up|behind|exceed|grow)/i,
      /\bqueue\b.{0,40}(?:latency| lag| age|wait time|waiting time)\b[ =:]{1,4}(?:is )?\d{3,}(?:\.\d+)? ?s\b|\b(?:queue|jobs|messages|tasks)\b.{0,40}\b(?:size|waiting|depth|pending|backlog|enqueued)[ =:]{1,3}\d{5,}\b/i,
      /\b(?:ALARM|alert|FIRING|firing)\b.{0,120}\b(?:queue|MessagesVisible|OldestMessage|consumer.?lag|backlog)\b.{0,80}(?:>|above|threshold|exceed)/i,
      /\bat=error code=H11\b|\bBacklog too deep\b|\bSlow Consumer Detected\b|\bWriteDeadline of .{1,20} exceeded\b|\bconsumer (?:was |is )?(?:too slow|stuck|stalled)\b|\bconsumer ack timeout\b|\bdelivery acknowledgement on channel \d+ timed out\b|\bPRECONDITION_FAILED - delivery acknowledgement\b/i,
      /\bresharding\b.{0,60}\b(?:samples|queue|shards|behind)|\bRemote storage resharding\b|\bfailed to send batch, retrying\b.{0,80}(?:queue|behind)|\bout of order sample\w* .{0,20}dropped\b/i,
      /\bdepth[ =:]{1,3}\d{3,} (?:exceeds|above|over|is over)\b|\b(?:queue|topic|subscription|stream|mailbox|buffer|inbox|spool)\b.{0,60}\b(?:reached|exceeded|exceeds|hit|is at|over) (?:its |the |a )?(?:max\w*|limit|capacity|quota|high[- ]water)\b/i,
    ],
    not: [/lag ?[=:] ?0\b|lag is 0|backlog setting|replica\w* lag|replication lag/i],
  },
  fires: [
    "topic(orders) channel(mail) depth 812345 exceeds mem-queue-size, writing to disk",
    "queue 'orders' has reached its maximum size of 1073741824 bytes",
    "WARN queue default latency is 1843s, size 120345, workers busy 25/25",
    'ALARM: "orders-queue-depth" ApproximateNumberOfMessagesVisible 184512 > 10000',
    "consumer group billing lag on orders-3 is 182334, above threshold 10000",
    "Slow Consumer Detected: WriteDeadline of 10s exceeded with 2048 chunks",
    "worker cannot keep up: queue length 18231 still growing",
    "consumer poll timeout has expired. This means the time between subsequent calls to poll() was longer than the configured max.poll.interval.ms",
  ],
  silent: [
    "ConsumerConfig - max.poll.interval.ms = 300000",
    "queue depth 0",
    "queue emails size=12 latency=0.4s",
    "consumer lag=0 on all partitions",
    "queue depth 3, oldest message 1s",
  ],
  advice: {
    debugging: [
      "`kafka-consumer-groups.sh --describe --group <group>`: lag on one partition is a stuck message or a hot key, on all of them too few or too slow consumers.",
      "Time one message from fetch to commit; look at what it waits for.",
    ],
    quickFixes: ["Add consumers up to the number of partitions, and set a poisonous message aside."],
    durableFixes: ["Alert on the age of the oldest message, and scale consumers by it."],
    links: [{ title: "Kafka: monitoring consumer lag", url: "https://kafka.apache.org/documentation/#monitoring" }],
  },
});
