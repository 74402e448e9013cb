import * as organizationApi from "#contracts/organization.ts";
import { acceptInvitation } from "#lib/auth/memberships.ts";
import { route } from "#lib/http/route.ts";

export const POST = route(organizationApi.acceptInvitation, acceptInvitation);
