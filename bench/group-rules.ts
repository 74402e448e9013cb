// npm run bench:rules -- --events 1000000 --templates 100000: how long the dry run of a rule over groups takes, and its application.
import { parseArgs } from "node:util";
import { templateTokens, type GroupRule } from "#engine";
import { listGroups } from "#lib/data/groups.ts";
import { ingest } from "#lib/pipeline/testing/ingest.ts";
import { applyRule, previewOf, removeRule } from "#lib/pipeline/testing/rules.ts";
import type { Scope } from "#lib/scope.ts";
import { createRandom } from "#samples/random.ts";
import { generateScenario, textOf } from "#samples/scenarios.ts";
import { withBenchDatabase } from "./database.ts";

const { values } = parseArgs({
  options: { events: { type: "string", default: "1000000" }, templates: { type: "string", default: "100000" } },
});
const events = Number(values.events);
const templates = Number(values.templates);

await withBenchDatabase(async (scope, projectId) => {
  const { files } = generateScenario("database-failover", { seed: 1, events, startAt: "2026-11-17T00:00:00Z" });
  const read = await ingest(scope, Object.fromEntries(files.map((file) => [file.name, textOf(file)])));
  await measure(
    `${read.events.toLocaleString("en")} events, ${read.groups} groups`,
    scope,
    await rulesFor(scope, projectId, read.id),
  );
  const many = await ingest(scope, { "many.log": manyTemplates(templates) });
  await measure(
    `and ${many.groups.toLocaleString("en")} groups more`,
    scope,
    await rulesFor(scope, projectId, read.id),
  );
});

/** One rule of each kind, about the busiest groups; the constant reads every line of the busiest. */
async function rulesFor(scope: Scope, projectId: string, ingestionId: string): Promise<Record<string, GroupRule>> {
  const { items } = await listGroups(scope, { projectId, ingestionId, sort: "count", direction: "desc", limit: 100 });
  const [first, second] = items.filter(({ exception, template }) => exception === null && template.includes("<*>"));
  if (first === undefined || second === undefined) throw new Error("too few groups");
  const lastVariableOf = (template: string) => ({
    template,
    position: templateTokens(template).findLastIndex(({ variable }) => variable),
  });
  const wordy = items.find(({ template }) => templateTokens(template).filter(({ word }) => word).length > 2) ?? first;
  const position = templateTokens(wordy.template).findIndex(({ word }) => word);
  return {
    merge: { kind: "merge", fingerprints: [first.fingerprint, second.fingerprint], into: first.fingerprint },
    split: { kind: "split", fingerprint: second.fingerprint },
    variable: { kind: "variable", template: wordy.template, position },
    ignore: { kind: "ignore", template: wordy.template, position },
    regex: { kind: "regex", pattern: "connection [a-z]+" },
    [`constant, over ${first.count.toLocaleString("en")} lines`]: {
      kind: "constant",
      ...lastVariableOf(first.template),
    },
    [`constant, over ${second.count.toLocaleString("en")} lines`]: {
      kind: "constant",
      ...lastVariableOf(second.template),
    },
  };
}

async function measure(title: string, scope: Scope, rules: Record<string, GroupRule>): Promise<void> {
  const rows: Record<string, object> = {};
  for (const [name, rule] of Object.entries(rules)) {
    const [dry, preview] = await timed(() => previewOf(scope, rule));
    const applicable = rule.kind !== "constant";
    const [apply, applied] = applicable ? await timed(() => applyRule(scope, rule)) : ["", null];
    const [undo] = applied === null ? [""] : await timed(() => removeRule(scope, applied.id));
    const { groupsBefore = 0, groupsAfter = 0, eventsMoved = 0 } = preview ?? {};
    rows[name] = { "dry run": dry, apply, undo, groups: `${groupsBefore} → ${groupsAfter}`, eventsMoved };
  }
  console.log(title);
  console.table(rows);
}

async function timed<T>(work: () => Promise<T>): Promise<[string, T]> {
  const started = performance.now();
  const cpu = process.cpuUsage();
  const result = await work();
  const { user } = process.cpuUsage(cpu);
  return [`${(performance.now() - started).toFixed(0)} ms (${(user / 1000).toFixed(0)} of CPU here)`, result];
}

/** Lines of four words each, no two alike. */
function manyTemplates(count: number): string {
  const random = createRandom(1, "templates");
  const word = () => Array.from({ length: 5 }, () => String.fromCharCode(97 + Math.floor(random.next() * 26))).join("");
  return Array.from(
    { length: count },
    (_, at) => `${new Date(Date.UTC(2026, 10, 18) + at).toISOString()} INFO ${word()} ${word()} ${word()} ${word()}`,
  ).join("\n");
}
