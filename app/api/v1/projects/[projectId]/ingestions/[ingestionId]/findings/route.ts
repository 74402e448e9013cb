import * as findingApi from "#contracts/finding.ts";
import { listFindings } from "#lib/data/findings.ts";
import { route } from "#lib/http/route.ts";

export const GET = route(findingApi.listFindings, listFindings);
