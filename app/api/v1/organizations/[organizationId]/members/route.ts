import * as organizationApi from "#contracts/organization.ts";
import { listMembers } from "#lib/data/members.ts";
import { route } from "#lib/http/route.ts";

export const GET = route(organizationApi.listMembers, listMembers);
