import * as api from "#contracts/rule.ts";
import { removeRule, updateRule } from "#lib/data/rules.ts";
import { route } from "#lib/http/route.ts";

export const PATCH = route(api.updateRule, updateRule);
export const DELETE = route(api.removeRule, removeRule);
