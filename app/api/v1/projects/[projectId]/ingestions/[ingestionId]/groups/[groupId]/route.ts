import * as groupApi from "#contracts/group.ts";
import { getGroup } from "#lib/data/groups.ts";
import { route } from "#lib/http/route.ts";

export const GET = route(groupApi.getGroup, getGroup);
