import { defineRule } from "../rule.ts";

export const redisUnreachable = defineRule({
  id: "db_connection.redis_unreachable",
  title: "Redis cannot be reached",
  headline: "Redis at {peer} cannot be reached",
  severity: "high",
  why: "Sessions, caches or locks that live in Redis are unavailable; calls fall through or fail.",
  match: {
    any: [
      /Could not connect to Redis(?: at (?<peer>[\w.:-]{1,80}))?/i,
      /Error connecting to Redis|Redis connection (?:to \S{1,80} failed|lost|error|closed|refused)/i,
      /Error \d+ connecting to (?<peer>[\w.:-]{1,80})\. /i,
      /\bRedisConnection(?:Failure)?Exception\b|\bRedisConnectionError\b|\bRedis::(?:CannotConnect|Connection|Timeout)Error\b/i,
      /\bJedisConnectionException\b/i,
      /redis\.exceptions\.(?:ConnectionError|TimeoutError|BusyLoadingError)/i,
      /\bMaxRetriesPerRequestError\b|Reached the max retries per request limit/i,
      /LOADING Redis is loading the dataset in memory/i,
      /It was not possible to connect to the redis server/i,
      /Unable to connect to Redis(?:; | at | server)?/i,
      /\[ioredis\] Unhandled error event/i,
      /Connection (?:lost|reset|closed).{0,30}\bredis\b/i,
      /No connection (?:is active|available) to service.{0,40}(?:GET|SET|HGET|EVAL|PING)/i,
      /MASTERDOWN Link with MASTER is down/i,
    ],
  },
  fires: [
    "Could not connect to Redis at 127.0.0.1:6379: Connection refused",
    "redis.clients.jedis.exceptions.JedisConnectionException: Could not get a resource from the pool",
    "MaxRetriesPerRequestError: Reached the max retries per request limit (which is 20).",
    "redis.exceptions.ConnectionError: Error 111 connecting to cache:6379. Connection refused.",
  ],
  silent: ["Redis connection established to cache:6379", "DB loaded from disk: 0.004 seconds"],
  advice: {
    debugging: [
      "`redis-cli -h <host> ping`; then `INFO clients` (connected_clients, blocked_clients) and `SLOWLOG GET 10`.",
      "Look in Redis' own log for a restart, a fork failure or a save that blocked it at that minute.",
    ],
    quickFixes: ["Restart Redis or promote the replica (`SENTINEL failover <name>`), then let clients reconnect."],
    durableFixes: ["Make callers survive without the cache (time limit, fallback), and run Sentinel or a cluster."],
    links: [{ title: "Redis: client handling", url: "https://redis.io/docs/latest/develop/reference/clients/" }],
  },
});
