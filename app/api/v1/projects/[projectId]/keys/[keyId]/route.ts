import * as organizationApi from "#contracts/organization.ts";
import { revokeKey } from "#lib/data/keys.ts";
import { route } from "#lib/http/route.ts";

export const DELETE = route(organizationApi.revokeKey, revokeKey);
