import * as groupApi from "#contracts/group.ts";
import { getGroupSample } from "#lib/data/group-sample.ts";
import { route } from "#lib/http/route.ts";

export const GET = route(groupApi.getGroupSample, getGroupSample);
