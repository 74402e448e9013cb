import { defineRule } from "../rule.ts";

export const redisMaxmemory = defineRule({
  id: "oom_memory.redis_maxmemory",
  title: "Redis reached maxmemory",
  severity: "high",
  why: "Redis refuses every command that writes until keys are evicted or deleted.",
  match: {
    any: [
      /OOM command not allowed when used memory/i,
      /Can't save in background: fork: Cannot allocate memory/i,
      /MISCONF Redis.*memory/i,
    ],
  },
  fires: [
    "(error) OOM command not allowed when used memory > 'maxmemory'.",
    "ReplyError: OOM command not allowed when used memory > 'maxmemory'.",
  ],
  silent: ["maxmemory 2gb maxmemory-policy allkeys-lru"],
  advice: {
    debugging: ["`redis-cli info memory` (used_memory against maxmemory) and `redis-cli --bigkeys`."],
    quickFixes: [
      "Raise it at run time: `CONFIG SET maxmemory 4gb`; or choose an evicting policy: `CONFIG SET maxmemory-policy allkeys-lru`.",
    ],
    durableFixes: ["Give keys a TTL, and alert at 80 % of maxmemory."],
    links: [{ title: "Redis: key eviction", url: "https://redis.io/docs/latest/develop/reference/eviction/" }],
  },
});
