import * as ingestionApi from "#contracts/ingestion.ts";
import { updateGroup } from "#lib/data/project-groups.ts";
import { route } from "#lib/http/route.ts";

export const PATCH = route(ingestionApi.updateGroup, updateGroup);
