import { defineRule } from "../rule.ts";

export const buildFailed = defineRule({
  id: "generic_critical.build_failed",
  title: "A build or deployment step failed",
  severity: "medium",
  general: true,
  why: "The pipeline stopped here: nothing after this step ran, and what it should have delivered is not delivered.",
  match: {
    any: [
      /##\[error\]|\bProcess completed with exit code [1-9]\d{0,2}\b|\bERROR: Job failed\b|\bBUILD FAIL(?:ED|URE)\b|\bBuild step .{1,60} marked build as failure\b|\bFinished: FAILURE\b/,
      /\bcommand terminated with (?:non-zero )?exit code:? [1-9]\d{0,2}\b|\bnon-zero exit (?:code|status)\b|\bdid not complete successfully: exit code: [1-9]\d{0,2}\b|\breturned a non-zero code: [1-9]\d{0,2}\b/i,
      /\bnpm (?:ERR!|error) code ELIFECYCLE\b|\bmake(?:\[\d\])?: \*\*\* \[.{1,160}\] Error \d|\berror: could not compile `|\bcompilation (?:failed|error)\b|\bCompilation failure\b|\berror CS\d{4}: |\berror TS\d{4}: |\berror\[E\d{4}\]: /i,
      /\b(?:rollout|deployment|release|upgrade|migration) (?:\S{1,60} )?(?:has |was )?failed\b|\bUPGRADE FAILED\b|\bINSTALLATION FAILED\b|\bexceeded its progress deadline\b|\bProgressDeadlineExceeded\b|\b(?:ROLLBACK|CREATE|UPDATE|DELETE)_FAILED\b|\bBackoffLimitExceeded\b|\bJob has reached the specified backoff limit\b/i,
    ],
    not: [/0 failed|failed: 0|expected to fail/i],
  },
  fires: [
    "##[error]Process completed with exit code 2.",
    "error[E0425]: cannot find value `total` in this scope",
    "Error: UPGRADE FAILED: another operation (install/upgrade/rollback) is in progress",
    'deployment "shop" exceeded its progress deadline',
  ],
  silent: ["Build succeeded. 0 Warning(s) 0 Error(s)", "[INFO] BUILD SUCCESS", "deployment shop rolled out, 0 failed"],
  advice: {
    debugging: [
      "The first error above this line is the cause: compilers and package managers report what follows from it afterwards.",
      "Does the last commit that passed still pass on the same runner? If not, the runner or a dependency changed, not the code.",
    ],
    quickFixes: ["Repeat the step once when it failed on a download; else revert the change that broke it."],
    durableFixes: ["Pin versions and images, and run the same step on every proposed change before it is merged."],
    links: [
      {
        title: "GitHub Actions: monitoring and troubleshooting",
        url: "https://docs.github.com/en/actions/how-tos/monitor-workflows",
      },
    ],
  },
});
