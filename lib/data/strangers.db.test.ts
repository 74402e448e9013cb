import { beforeAll, describe, expect, it } from "vitest";
import { makeTenant, type Tenant } from "#db/testing/database.ts";
import { newId } from "#lib/ids.ts";
import { createDemo, createIngestion } from "#lib/pipeline/create-ingestion.ts";
import { createGroupRule } from "#lib/pipeline/group-rules.ts";
import { ingest } from "#lib/pipeline/testing/ingest.ts";
import type { Scope } from "#lib/scope.ts";
import * as comparison from "./comparison.ts";
import * as events from "./events.ts";
import * as facets from "./facets.ts";
import * as findings from "./findings.ts";
import * as groupRules from "./group-rules.ts";
import * as groupSample from "./group-sample.ts";
import * as groups from "./groups.ts";
import * as histogram from "./histogram.ts";
import * as ingestions from "./ingestions.ts";
import * as overview from "./overview.ts";
import * as clocks from "./clocks.ts";
import * as projectGroups from "./project-groups.ts";
import * as rules from "./rules.ts";
import * as suppressions from "./suppressions.ts";
import * as trials from "./trials.ts";

const LOG = "2026-11-17T02:00:00Z ERROR out of memory\n2026-11-17T02:00:01Z INFO fine\n";

const RULE = `id: dependency_failure.stranger
title: Nothing is fine
severity: low
why: It says that it is fine.
literal: all is fine
fires: INFO all is fine
silent: INFO all is well
`;

interface Target {
  projectId: string;
  ingestionId: string;
  groupId: string;
  findingId: string;
  ruleId: string;
  /** Of a rule of the project, of a trial, and of a suppression. */
  id: string;
  trialId: string;
  suppressionId: string;
}
type Call = (scope: Scope, target: Target) => Promise<unknown>;

/** Every verb that takes a scope, with an input that works for its owner. Those that write stand last, removal at the end. */
const VERBS: Record<string, Call> = {
  listEvents: (scope, at) => events.listEvents(scope, { ...at, q: "", sort: "seq", direction: "asc", limit: 5 }),
  countEvents: (scope, at) => events.countEvents(scope, { ...at, q: "level:error" }),
  getEvent: (scope, at) => events.getEvent(scope, { ...at, seq: 1 }),
  listAround: (scope, at) => events.listAround(scope, { ...at, seq: 1, lines: 5 }),
  listFacets: (scope, at) => facets.listFacets(scope, { ...at, q: "" }),
  getHistogram: (scope, at) => histogram.getHistogram(scope, { ...at, q: "", bins: 20 }),
  listGroups: (scope, at) => groups.listGroups(scope, { ...at, sort: "count", direction: "desc", limit: 5 }),
  getGroup: (scope, at) => groups.getGroup(scope, at),
  getGroupSample: (scope, at) => groupSample.getGroupSample(scope, at),
  listFindings: (scope, at) => findings.listFindings(scope, at),
  getOverview: (scope, at) => overview.getOverview(scope, at),
  getComparison: (scope, { projectId, ingestionId }) =>
    comparison.getComparison(scope, { projectId, after: ingestionId, before: ingestionId }),
  getIngestion: (scope, at) => ingestions.getIngestion(scope, at),
  pathOfIngestion: (scope, at) => ingestions.pathOfIngestion(scope, at),
  listRules: (scope, at) => rules.listRules(scope, at),
  getTrial: (scope, at) => trials.getTrial(scope, at),
  listSuppressions: (scope, at) => suppressions.listSuppressions(scope, at),
  listProjectGroups: (scope, at) => projectGroups.listProjectGroups(scope, { ...at, limit: 5 }),
  updateIngestion: (scope, at) => ingestions.updateIngestion(scope, { ...at, name: "x" }),
  updateFinding: (scope, at) => findings.updateFinding(scope, { ...at, state: "acknowledged" }),
  updateGroup: (scope, at) => projectGroups.updateGroup(scope, { ...at, state: "ignored" }),
  setSourceZone: (scope, at) => ingestions.setSourceZone(scope, { ...at, index: 0, zone: "Europe/Berlin" }),
  createRule: (scope, at) => rules.createRule(scope, { ...at, text: RULE.replace("stranger", "another") }),
  updateRule: (scope, at) => rules.updateRule(scope, { ...at, enabled: false }),
  tryRule: (scope, at) => trials.tryRule(scope, { ...at, text: RULE }),
  createSuppression: (scope, at) =>
    suppressions.createSuppression(scope, { ...at, scope: "service", reason: "known", days: 30 }),
  updateSuppression: (scope, at) => suppressions.updateSuppression(scope, { ...at, days: null }),
  setClocks: (scope, at) => clocks.setClocks(scope, { ...at, marks: [] }),
  removeSuppression: (scope, at) => suppressions.removeSuppression(scope, at),
  removeRule: (scope, at) => rules.removeRule(scope, at),
  cancelIngestion: (scope, at) => ingestions.cancelIngestion(scope, at),
  retryIngestion: (scope, at) => ingestions.retryIngestion(scope, at),
  listGroupRules: (scope, at) => groupRules.listGroupRules(scope, at),
  getGroupRule: (scope, at) => groupRules.getGroupRule(scope, at),
  announceRule: (scope, at) => groupRules.announceRule(scope, at, "group-rule/changed"),
  removeGroupRule: (scope, at) => groupRules.removeGroupRule(scope, at),
  findProject: (scope, at) => ingestions.findProject(scope, at.projectId),
  announce: (scope, at) => ingestions.announce(scope, at),
  removeIngestion: (scope, at) => ingestions.removeIngestion(scope, at),
};
/** Verbs that answer a stranger with nothing instead of `not_found`, or that need an input of their own below. */
const OTHERS = [
  "listIngestions",
  "getAnswerKey",
  "removeAllIngestions",
  "findIngestion",
  "loadSources",
  "findingsOf",
  "findingsByGroup",
  "topGroups",
  "widen",
  "MAX_GROUP_RULES",
  "provenRule",
  "isActive",
  "activeNotes",
];

let owner: Tenant;
let stranger: Tenant;
let target: Target;
beforeAll(async () => {
  [owner, stranger] = [await makeTenant("Owner"), await makeTenant("Stranger")];
  const { id: ingestionId } = await ingest(owner.admin, { "app.log": LOG });
  const at = { projectId: owner.projectId, ingestionId };
  const { items } = await groups.listGroups(owner.admin, { ...at, sort: "level", direction: "desc", limit: 1 });
  const found = await findings.listFindings(owner.admin, at);
  const rule = { kind: "variable" as const, template: "out of memory", position: 0 };
  const { id: ruleId } = await createGroupRule(owner.admin, { ...at, rule });
  const findingId = found.items[0]?.id ?? "";
  const { id } = await rules.createRule(owner.admin, { ...at, text: RULE });
  const { id: trialId } = await trials.tryRule(owner.admin, { ...at, text: RULE });
  const hide = { ...at, findingId, scope: "rule" as const, reason: "known", days: 30 };
  const { id: suppressionId } = await suppressions.createSuppression(owner.admin, hide);
  target = { ...at, groupId: items[0]?.id ?? "", findingId, id, trialId, suppressionId, ruleId };
});

describe("a stranger", () => {
  it.each(Object.entries(VERBS))("finds nothing by %s", async (_, call) => {
    await expect(call(stranger.admin, target)).rejects.toMatchObject({ code: "not_found" });
    // With its own project and another's ingestion.
    const crossed = { ...target, projectId: stranger.projectId };
    const ofProject = [VERBS.listRules, VERBS.createRule, VERBS.tryRule, VERBS.listSuppressions, VERBS.listGroupRules];
    if (![...ofProject, VERBS.listProjectGroups, VERBS.pathOfIngestion, VERBS.findProject].includes(call)) {
      await expect(call(stranger.admin, crossed)).rejects.toMatchObject({ code: "not_found" });
    }
  });

  it("sees no list, no answer key, and removes nothing", async () => {
    expect(await ingestions.listIngestions(stranger.admin, { ...target, limit: 5 })).toEqual({
      items: [],
      nextCursor: null,
    });
    await expect(ingestions.getAnswerKey(stranger.admin, target)).rejects.toMatchObject({ code: "not_found" });
    await ingestions.removeAllIngestions(stranger.admin);
    expect(await ingestions.getIngestion(owner.admin, target)).toMatchObject({ events: 2 });
  });

  it("cannot put anything into another's project", async () => {
    const into = { projectId: owner.projectId };
    const request = new Request("http://x", { method: "POST", body: LOG });
    await expect(createIngestion(stranger.admin, { ...into, origin: "api", request })).rejects.toMatchObject({
      code: "not_found",
    });
    const demo = { ...into, scenario: "database-failover", seed: 1, events: 500 };
    await expect(createDemo(stranger.admin, demo)).rejects.toMatchObject({ code: "not_found" });
    expect((await ingestions.listIngestions(owner.admin, { ...into, limit: 5 })).items).toHaveLength(1);
  });
});

it("covers every verb", () => {
  const modules = [
    clocks,
    comparison,
    groupSample,
    events,
    facets,
    findings,
    groupRules,
    groups,
    histogram,
    ingestions,
    overview,
    projectGroups,
    rules,
    suppressions,
    trials,
  ];
  const known = [...Object.keys(VERBS), ...OTHERS];
  expect(modules.flatMap((module) => Object.keys(module)).filter((name) => !known.includes(name))).toEqual([]);
});

it.each(Object.entries(VERBS))("its owner can %s", async (name, call) => {
  if (name === "retryIngestion") await ingestions.cancelIngestion(owner.admin, target).catch(() => {});
  if (name === "cancelIngestion")
    await expect(call(owner.admin, target)).resolves.toMatchObject({ status: "cancelled" });
  else await call(owner.admin, target);
});

it("has no project of a made-up id", async () => {
  const nowhere = { ...target, projectId: newId() };
  await expect(projectGroups.listProjectGroups(owner.admin, { ...nowhere, limit: 5 })).rejects.toMatchObject({
    code: "not_found",
  });
});
