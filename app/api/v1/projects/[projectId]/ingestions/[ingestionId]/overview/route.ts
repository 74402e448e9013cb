import * as ingestionApi from "#contracts/ingestion.ts";
import { getOverview } from "#lib/data/overview.ts";
import { route } from "#lib/http/route.ts";

export const GET = route(ingestionApi.getOverview, getOverview);
