import * as api from "#contracts/rule.ts";
import { createRule, listRules } from "#lib/data/rules.ts";
import { route } from "#lib/http/route.ts";

export const GET = route(api.listRules, listRules);
export const POST = route(api.createRule, createRule);
