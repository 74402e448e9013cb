import type { Finding } from "#engine";

/** 1 when something of severity high or critical was found, so that a shell or a pipeline can act on it. */
export function exitCodeOf(findings: readonly Finding[]): 0 | 1 {
  return findings.some((finding) => finding.severity === "critical" || finding.severity === "high") ? 1 : 0;
}
