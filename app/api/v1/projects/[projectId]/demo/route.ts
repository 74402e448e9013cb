import * as ingestionApi from "#contracts/ingestion.ts";
import { createDemo } from "#lib/data/ingestions.ts";
import { route } from "#lib/http/route.ts";

export const POST = route(ingestionApi.createDemo, createDemo);
