import * as api from "#contracts/rule.ts";
import { tryRule } from "#lib/data/trials.ts";
import { route } from "#lib/http/route.ts";

export const POST = route(api.tryRule, tryRule);
