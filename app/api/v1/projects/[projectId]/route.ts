import * as organizationApi from "#contracts/organization.ts";
import { getProject, updateProject, removeProject } from "#lib/data/projects.ts";
import { route } from "#lib/http/route.ts";

export const GET = route(organizationApi.getProject, getProject);
export const PATCH = route(organizationApi.updateProject, updateProject);
export const DELETE = route(organizationApi.removeProject, removeProject);
