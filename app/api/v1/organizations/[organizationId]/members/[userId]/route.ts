import * as organizationApi from "#contracts/organization.ts";
import { updateMember, removeMember } from "#lib/data/members.ts";
import { route } from "#lib/http/route.ts";

export const PATCH = route(organizationApi.updateMember, updateMember);
export const DELETE = route(organizationApi.removeMember, removeMember);
