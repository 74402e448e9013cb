import { defineRule } from "../rule.ts";

export const connectionPool = defineRule({
  id: "resource_exhaustion.connection_pool",
  title: "A connection pool is used up",
  headline: "Pool {pool} is used up",
  severity: "high",
  why: "Callers wait for a connection that nobody gives back; requests pile up behind it.",
  match: {
    any: [
      /(?<pool>[\w.-]{1,60}) - Connection is not available, request timed out/i,
      /\bConnection is not available, request timed out/i,
      /QueuePool limit of size \d+ overflow \d+ reached/i,
      /\b(?:connection |thread |worker |object |session |channel |db )?pool (?:\S{1,60} )?(?:is |was |has been |limit )?(?:exhausted|depleted|full|overflow(?:ed)?|saturated|used up|starv(?:ed|ation))\b/i,
      /\bPoolExhausted\w*|\bpool exhausted\b|\bConnectionPoolTimeoutException\b|\bTimeout waiting for connection from pool\b|\bPool ?Overflow\b/i,
      /could not obtain a (?:database )?connection (?:from the pool )?within/i,
      /prior to obtaining a connection from the pool/i,
      /\bPoolTimedOut\b|pool timed out while waiting for an open connection|Timeout acquiring a connection/i,
      /Could not get a resource (?:since the pool is exhausted|from the pool)|\bTimed out fetching a new connection from the connection pool\b/i,
      /\b(?:no|none|0) (?:idle|free|available) (?:connections?|workers?|threads?|slots?) (?:available |left |remaining )?(?:in|from) (?:the )?pool/i,
      /\bMongoWaitQueue(?:Full|Timeout)\w*|\bWaitQueueTimeoutError\b|\bThe connection pool has been exhausted\b|\bpool is draining\b.{0,20}exhaust/i,
      /\bConnectionPool is full\b|\bpool (?:is )?at (?:max|capacity|its limit)|\bmax(?:imum)? pool size (?:was |is |has been )?reached\b|\bpool limit (?:reached|exceeded)\b|\bwaiting for (?:a )?(?:free |available )?connection.{0,40}(?:timed out|timeout|exceeded)/i,
      /\b\w{0,30}(?:Connection)?AcquireTimeout(?:Error|Exception)\b|\b(?:acquir|obtain|borrow|check(?:ing)? out|get)\w* (?:a |an )?(?:\w+ )?(?:connection|resource|client|session) (?:from (?:the )?(?:\w+ )?pool )?(?:timed out|timeout)\b/i,
    ],
    not: [/Pool stats|waiting=0|pool size ?[=:]? ?\d/i],
  },
  fires: [
    "SequelizeConnectionAcquireTimeoutError: Operation timeout",
    "HikariPool-1 - Connection is not available, request timed out after 30000ms.",
    "org.apache.http.conn.ConnectionPoolTimeoutException: Timeout waiting for connection from pool",
    "redis.clients.jedis.exceptions.JedisException: Could not get a resource since the pool is exhausted",
  ],
  silent: [
    "acquire timeout is 30000 ms",
    "HikariPool-1 - Pool stats (total=10, active=1, idle=9, waiting=0)",
    "pool exhausted=false",
  ],
  advice: {
    debugging: [
      'Who holds the connections? HikariCP `leakDetectionThreshold=20000` logs the stack of the holder; SQLAlchemy `echo_pool="debug"`.',
      "Compare pool size with threads: more threads than connections plus slow queries always ends here.",
    ],
    quickFixes: ["Restart the instance that leaks; shorten the slow queries that hold connections."],
    durableFixes: ["Give connections back in `finally` or `with`, and never call another service while holding one."],
    links: [
      {
        title: "HikariCP: configuration, leakDetectionThreshold",
        url: "https://github.com/brettwooldridge/HikariCP#frequently-used",
      },
    ],
  },
});
