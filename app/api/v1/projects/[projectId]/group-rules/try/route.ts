import * as groupRuleApi from "#contracts/group-rule.ts";
import { route } from "#lib/http/route.ts";
import { tryGroupRule } from "#lib/pipeline/group-rules.ts";

export const POST = route(groupRuleApi.tryGroupRule, tryGroupRule);
