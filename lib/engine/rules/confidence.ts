import type { Category } from "../vocabulary.ts";
import type { ConfidencePart } from "./finding.ts";
import type { Rule } from "./rule.ts";
import type { Sighting } from "./sightings.ts";

/** What other findings and recoveries say of one finding. */
export interface Surroundings {
  /** Titles of findings of a kindred category that began near in time. */
  corroboratedBy: readonly string[];
  recovered: { seq: number; note: string } | null;
}

/** Categories that one cause often shows at once. */
export const KINDRED: Readonly<Record<Category, readonly Category[]>> = {
  oom_memory: ["crash_loop", "resource_exhaustion"],
  db_connection: [
    "connection_refused",
    "resource_exhaustion",
    "dns_failure",
    "dependency_failure",
    "payment_failure",
    "replication",
  ],
  tls_error: ["dependency_failure", "db_connection", "payment_failure"],
  rate_limit: ["dependency_failure", "payment_failure", "queue_backlog"],
  upstream_timeout: ["dependency_failure", "resource_exhaustion", "payment_failure", "db_connection"],
  disk_full: ["db_connection", "replication", "crash_loop", "queue_backlog"],
  payment_failure: ["upstream_timeout", "dependency_failure", "rate_limit", "db_connection"],
  generic_critical: ["crash_loop"],
  auth_failure: ["db_connection", "config_error"],
  dns_failure: ["connection_refused", "db_connection", "upstream_timeout", "dependency_failure"],
  connection_refused: ["db_connection", "dependency_failure", "crash_loop"],
  deadlock: ["upstream_timeout", "resource_exhaustion", "db_connection"],
  resource_exhaustion: ["db_connection", "upstream_timeout", "dependency_failure"],
  crash_loop: ["oom_memory", "config_error", "connection_refused"],
  permission_denied: ["config_error", "crash_loop"],
  config_error: ["crash_loop"],
  queue_backlog: ["upstream_timeout", "oom_memory", "dependency_failure"],
  replication: ["db_connection", "data_corruption", "disk_full"],
  dependency_failure: ["upstream_timeout", "connection_refused", "payment_failure"],
  data_corruption: ["replication", "disk_full"],
};

export function confidenceOf(rule: Rule, seen: readonly Sighting[], around: Surroundings): ConfidencePart[] {
  const count = seen.reduce((sum, sighting) => sum + sighting.count, 0);
  const parts: ConfidencePart[] = [matchPart(rule), ...levelPart(seen)];
  if (count > 1) {
    parts.push({ name: "repeated", weight: round(Math.min(0.1, 0.03 * Math.log2(count))), detail: `${count} events` });
  }
  const services = new Set(seen.map((sighting) => sighting.service).filter((service) => service !== null)).size;
  if (services > 1) parts.push({ name: "spread", weight: 0.05, detail: `${services} services` });
  const [other] = around.corroboratedBy;
  if (other !== undefined) parts.push({ name: "corroborated", weight: 0.1, detail: `seen with it: ${other}` });
  if (around.recovered !== null) parts.push({ name: "contradicted", weight: -0.1, detail: around.recovered.note });
  return parts;
}

export const sumOf = (parts: readonly ConfidencePart[]): number =>
  round(
    Math.min(
      1,
      Math.max(
        0,
        parts.reduce((sum, part) => sum + part.weight, 0),
      ),
    ),
  );

function matchPart(rule: Rule): ConfidencePart {
  if (rule.match.status && !rule.match.any) return { name: "match", weight: 0.5, detail: "by the HTTP status alone" };
  if (rule.match.silence) return { name: "match", weight: 0.6, detail: "lines that came steadily, and then stopped" };
  if (rule.match.missing) return { name: "match", weight: 0.6, detail: "a line that must follow, and did not" };
  if (rule.own !== null) return { name: "match", weight: 0.7, detail: "what the project's own rule looks for" };
  return rule.general
    ? { name: "match", weight: 0.55, detail: "words that several failures share" }
    : { name: "match", weight: 0.7, detail: "words that only this failure uses" };
}

function levelPart(seen: readonly Sighting[]): ConfidencePart[] {
  const count = (...levels: (keyof Sighting["levels"])[]) =>
    seen.reduce((sum, { levels: counts }) => sum + levels.reduce((all, level) => all + (counts[level] ?? 0), 0), 0);
  if (count("error", "fatal") > 0) return [{ name: "stated level", weight: 0.15, detail: "logged as error or fatal" }];
  if (count("warn") > 0) return [{ name: "stated level", weight: 0.1, detail: "logged as a warning" }];
  if (count("info") > 0) return [{ name: "stated level", weight: -0.05, detail: "logged as information only" }];
  if (count("debug", "trace") > 0)
    return [{ name: "stated level", weight: -0.15, detail: "logged for debugging only" }];
  return [];
}

const round = (value: number): number => Math.round(value * 100) / 100;
