import * as api from "#contracts/suppression.ts";
import { createSuppression, listSuppressions } from "#lib/data/suppressions.ts";
import { route } from "#lib/http/route.ts";

export const GET = route(api.listSuppressions, listSuppressions);
export const POST = route(api.createSuppression, createSuppression);
