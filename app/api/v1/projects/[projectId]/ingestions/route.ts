import * as ingestionApi from "#contracts/ingestion.ts";
import { createIngestion, listIngestions } from "#lib/data/ingestions.ts";
import { route } from "#lib/http/route.ts";

export const POST = route(ingestionApi.createIngestion, createIngestion);
export const GET = route(ingestionApi.listIngestions, listIngestions);
