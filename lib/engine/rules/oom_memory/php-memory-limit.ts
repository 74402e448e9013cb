import { defineRule } from "../rule.ts";

export const phpMemoryLimit = defineRule({
  id: "oom_memory.php_memory_limit",
  title: "PHP reached memory_limit",
  headline: "PHP reached memory_limit ({bytes} bytes)",
  severity: "high",
  why: "The request was aborted in the middle; its visitor saw an error page or an empty answer.",
  match: { any: [/Allowed memory size of (?<bytes>\d+) bytes exhausted/i] },
  fires: [
    "PHP Fatal error:  Allowed memory size of 134217728 bytes exhausted (tried to allocate 20480 bytes) in /srv/app/src/Export.php on line 88",
  ],
  silent: ["php -d memory_limit=256M artisan queue:work"],
  advice: {
    debugging: [
      "The file and line say where the last allocation failed, not who held the memory: log `memory_get_peak_usage(true)` per route.",
    ],
    quickFixes: ["Raise `memory_limit` for this pool or command only (`php -d memory_limit=512M …`)."],
    durableFixes: [
      "Read rows with a cursor or in chunks (`chunkById`, unbuffered queries) instead of loading the whole result.",
    ],
    links: [{ title: "PHP: memory_limit", url: "https://www.php.net/manual/en/ini.core.php#ini.memory-limit" }],
  },
});
