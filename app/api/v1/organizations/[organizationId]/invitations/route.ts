import * as organizationApi from "#contracts/organization.ts";
import { listInvitations, createInvitation } from "#lib/data/invitations.ts";
import { route } from "#lib/http/route.ts";

export const GET = route(organizationApi.listInvitations, listInvitations);
export const POST = route(organizationApi.createInvitation, createInvitation);
