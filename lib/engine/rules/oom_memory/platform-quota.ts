import { defineRule } from "../rule.ts";

export const platformQuota = defineRule({
  id: "oom_memory.platform_quota",
  title: "The platform ended the process for its memory",
  severity: "high",
  why: "The hosting platform enforces a memory quota; the instance was restarted or slowed by swapping.",
  match: {
    any: [
      /\bError R1[45] \(Memory quota/i,
      /Memory quota (?:vastly )?exceeded/i,
      /Memory limit of [\d.]+ ?M(?:i)?B exceeded/i,
      /Exceeded (?:soft|hard) (?:private )?memory limit/i,
      /Runtime\.OutOfMemory/i,
      /due to memory (?:pressure|used).*being >/i,
    ],
  },
  fires: [
    "heroku[web.1]: Error R14 (Memory quota exceeded)",
    "Memory limit of 512 MiB exceeded with 541 MiB used. Consider increasing the memory limit",
  ],
  silent: ["Memory Size: 512 MB Max Memory Used: 87 MB"],
  advice: {
    debugging: [
      "Compare the peak the platform reports (Max Memory Used, R14 megabytes) with the plan's limit at the time of this line.",
      "systemd: `systemctl status <unit>` and `systemctl show <unit> -p MemoryMax -p MemoryPeak`.",
    ],
    quickFixes: ["Move to a larger instance size, or lower the number of workers per instance."],
    durableFixes: [
      "Restart workers after a fixed number of requests (`--max-requests`, `maximumRequestsPerChild`) while the leak is searched.",
    ],
    links: [
      {
        title: "Heroku: R14 memory quota exceeded",
        url: "https://devcenter.heroku.com/articles/error-codes#r14-memory-quota-exceeded",
      },
    ],
  },
});
