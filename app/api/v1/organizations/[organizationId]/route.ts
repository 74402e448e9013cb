import * as organizationApi from "#contracts/organization.ts";
import { getOrganization, updateOrganization, removeOrganization } from "#lib/data/organizations.ts";
import { route } from "#lib/http/route.ts";

export const GET = route(organizationApi.getOrganization, getOrganization);
export const PATCH = route(organizationApi.updateOrganization, updateOrganization);
export const DELETE = route(organizationApi.removeOrganization, removeOrganization);
