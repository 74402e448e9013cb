import * as ingestionApi from "#contracts/ingestion.ts";
import { route } from "#lib/http/route.ts";
import { listScenarios } from "#lib/pipeline/create-ingestion.ts";

export const GET = route(ingestionApi.listScenarios, listScenarios);
