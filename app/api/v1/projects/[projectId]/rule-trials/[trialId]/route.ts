import * as api from "#contracts/rule.ts";
import { getTrial } from "#lib/data/trials.ts";
import { route } from "#lib/http/route.ts";

export const GET = route(api.getTrial, getTrial);
