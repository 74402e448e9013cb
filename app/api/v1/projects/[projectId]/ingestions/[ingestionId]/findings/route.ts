import * as ingestionApi from "#contracts/ingestion.ts";
import { listFindings } from "#lib/data/findings.ts";
import { route } from "#lib/http/route.ts";

export const GET = route(ingestionApi.listFindings, listFindings);
