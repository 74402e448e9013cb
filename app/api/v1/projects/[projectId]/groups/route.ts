import * as ingestionApi from "#contracts/ingestion.ts";
import { listProjectGroups } from "#lib/data/project-groups.ts";
import { route } from "#lib/http/route.ts";

export const GET = route(ingestionApi.listProjectGroups, listProjectGroups);
