import * as ingestionApi from "#contracts/ingestion.ts";
import { cancelIngestion } from "#lib/data/ingestions.ts";
import { route } from "#lib/http/route.ts";

export const POST = route(ingestionApi.cancelIngestion, cancelIngestion);
