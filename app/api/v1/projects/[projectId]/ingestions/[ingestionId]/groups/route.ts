import * as ingestionApi from "#contracts/ingestion.ts";
import { listGroups } from "#lib/data/groups.ts";
import { route } from "#lib/http/route.ts";

export const GET = route(ingestionApi.listGroups, listGroups);
