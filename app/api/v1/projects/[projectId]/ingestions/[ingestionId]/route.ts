import * as ingestionApi from "#contracts/ingestion.ts";
import { getIngestion, updateIngestion, removeIngestion } from "#lib/data/ingestions.ts";
import { route } from "#lib/http/route.ts";

export const GET = route(ingestionApi.getIngestion, getIngestion);
export const PATCH = route(ingestionApi.updateIngestion, updateIngestion);
export const DELETE = route(ingestionApi.removeIngestion, removeIngestion);
