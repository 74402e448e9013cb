import * as ingestionApi from "#contracts/ingestion.ts";
import { getGroupSample } from "#lib/data/group-sample.ts";
import { route } from "#lib/http/route.ts";

export const GET = route(ingestionApi.getGroupSample, getGroupSample);
