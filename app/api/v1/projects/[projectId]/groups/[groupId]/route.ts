import * as groupApi from "#contracts/group.ts";
import { updateGroup } from "#lib/data/project-groups.ts";
import { route } from "#lib/http/route.ts";

export const PATCH = route(groupApi.updateGroup, updateGroup);
