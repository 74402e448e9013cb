import * as comparison from "#contracts/comparison.ts";
import type { EndpointShape } from "#contracts/endpoint.ts";
import * as event from "#contracts/event.ts";
import * as finding from "#contracts/finding.ts";
import * as group from "#contracts/group.ts";
import * as groupRule from "#contracts/group-rule.ts";
import * as ingestion from "#contracts/ingestion.ts";
import * as organization from "#contracts/organization.ts";
import * as report from "#contracts/report.ts";
import * as rule from "#contracts/rule.ts";
import * as suppression from "#contracts/suppression.ts";

/** Every declared endpoint by its name. */
export const ENDPOINTS: Readonly<Record<string, EndpointShape>> = Object.fromEntries(
  [organization, ingestion, finding, group, groupRule, event, comparison, report, rule, suppression]
    .flatMap((contracts) => Object.entries<unknown>(contracts))
    .filter((entry): entry is [string, EndpointShape] => isEndpoint(entry[1])),
);

function isEndpoint(value: unknown): value is EndpointShape {
  return typeof value === "object" && value !== null && "permission" in value && "path" in value && "method" in value;
}
