import * as ingestionApi from "#contracts/ingestion.ts";
import { listIngestions } from "#lib/data/ingestions.ts";
import { route } from "#lib/http/route.ts";
import { createIngestion } from "#lib/pipeline/create-ingestion.ts";

export const POST = route(ingestionApi.createIngestion, createIngestion);
export const GET = route(ingestionApi.listIngestions, listIngestions);
