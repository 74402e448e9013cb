import { defineRule } from "../rule.ts";

export const unexplainedFatal = defineRule({
  id: "generic_critical.unexplained_fatal",
  title: "A severe line that no rule explains",
  severity: "high",
  why: "The program itself called this fatal or critical, so a person should read it even though it occurs once.",
  general: true,
  match: {
    any: [
      /\bRAS \w+ (?:FATAL|FAILURE)\b/i,
      /\b(?:going down|emergency|shutting down) (?:because of|due to|after) (?:a |an )?(?:fatal|critical|unrecoverable|internal)\b/i,
      /\bunrecoverable error\b|\bunrecoverable failure\b|\bcannot continue\b|\bcannot recover\b/i,
    ],
  },
  fires: [
    "RAS KERNEL FATAL data storage interrupt",
    "supervisor: unrecoverable error in replica set state, cannot continue",
  ],
  silent: ["shutting down after SIGTERM, bye"],
  advice: {
    debugging: ["Read the ten lines before it from the same service: a fatal line is mostly the end of a story."],
    quickFixes: ["Check whether the process is still up, and whether it came back clean."],
    durableFixes: ["Give this line a rule of the project's own, so that the next one is named."],
    links: [
      {
        title: "OpenTelemetry: severity",
        url: "https://opentelemetry.io/docs/specs/otel/logs/data-model/#field-severitynumber",
      },
    ],
  },
});
