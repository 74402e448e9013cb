import * as groupRuleApi from "#contracts/group-rule.ts";
import { listGroupRules } from "#lib/data/group-rules.ts";
import { route } from "#lib/http/route.ts";
import { createGroupRule } from "#lib/pipeline/group-rules.ts";

export const GET = route(groupRuleApi.listGroupRules, listGroupRules);
export const POST = route(groupRuleApi.createGroupRule, createGroupRule);
