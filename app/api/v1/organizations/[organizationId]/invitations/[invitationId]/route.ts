import * as organizationApi from "#contracts/organization.ts";
import { removeInvitation } from "#lib/data/invitations.ts";
import { route } from "#lib/http/route.ts";

export const DELETE = route(organizationApi.removeInvitation, removeInvitation);
