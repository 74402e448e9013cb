import * as findingApi from "#contracts/finding.ts";
import { updateFinding } from "#lib/data/findings.ts";
import { route } from "#lib/http/route.ts";

export const PATCH = route(findingApi.updateFinding, updateFinding);
