import * as ingestionApi from "#contracts/ingestion.ts";
import { updateFinding } from "#lib/data/findings.ts";
import { route } from "#lib/http/route.ts";

export const PATCH = route(ingestionApi.updateFinding, updateFinding);
