import * as groupApi from "#contracts/group.ts";
import { listProjectGroups } from "#lib/data/project-groups.ts";
import { route } from "#lib/http/route.ts";

export const GET = route(groupApi.listProjectGroups, listProjectGroups);
