import * as ingestionApi from "#contracts/ingestion.ts";
import { getGroup } from "#lib/data/groups.ts";
import { route } from "#lib/http/route.ts";

export const GET = route(ingestionApi.getGroup, getGroup);
