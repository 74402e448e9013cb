import * as ingestionApi from "#contracts/ingestion.ts";
import { retryIngestion } from "#lib/data/ingestions.ts";
import { route } from "#lib/http/route.ts";

export const POST = route(ingestionApi.retryIngestion, retryIngestion);
