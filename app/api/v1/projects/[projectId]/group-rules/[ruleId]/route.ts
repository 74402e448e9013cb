import * as groupRuleApi from "#contracts/group-rule.ts";
import { getGroupRule, removeGroupRule } from "#lib/data/group-rules.ts";
import { route } from "#lib/http/route.ts";

export const GET = route(groupRuleApi.getGroupRule, getGroupRule);
export const DELETE = route(groupRuleApi.removeGroupRule, removeGroupRule);
