import * as organizationApi from "#contracts/organization.ts";
import { listAudit } from "#lib/data/audit.ts";
import { route } from "#lib/http/route.ts";

export const GET = route(organizationApi.listAudit, listAudit);
