import * as organizationApi from "#contracts/organization.ts";
import { getMe } from "#lib/auth/memberships.ts";
import { route } from "#lib/http/route.ts";

export const GET = route(organizationApi.getMe, getMe);
