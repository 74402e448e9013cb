import type { Finding } from "./finding.ts";

/** Findings that a project does not want to be told of. */
export interface Suppression {
  id: string;
  rule: string;
  /** Only those of this service; null: of any. */
  service: string | null;
  /** Only those on this group (fingerprint); null: on any. */
  group: string | null;
}

/** Which suppression hides which finding, by id. A finding that reaches beyond a suppression stays. */
export function hiddenBy(
  findings: readonly Finding[],
  suppressions: readonly Suppression[],
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    findings.flatMap((finding) => {
      const found = suppressions.find((one) => covers(one, finding));
      return found === undefined ? [] : [[finding.id, found.id] as const];
    }),
  );
}

function covers({ rule, service, group }: Suppression, finding: Finding): boolean {
  if (rule !== finding.rule) return false;
  if (service !== null && !isAll(finding.services, service)) return false;
  return group === null || isAll(finding.groups, group);
}

const isAll = (values: readonly string[], one: string): boolean =>
  values.length > 0 && values.every((value) => value === one);
