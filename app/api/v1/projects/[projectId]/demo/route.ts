import * as ingestionApi from "#contracts/ingestion.ts";
import { route } from "#lib/http/route.ts";
import { createDemo } from "#lib/pipeline/create-ingestion.ts";

export const POST = route(ingestionApi.createDemo, createDemo);
