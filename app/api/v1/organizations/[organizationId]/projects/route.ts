import * as organizationApi from "#contracts/organization.ts";
import { listProjects, createProject } from "#lib/data/projects.ts";
import { route } from "#lib/http/route.ts";

export const GET = route(organizationApi.listProjects, listProjects);
export const POST = route(organizationApi.createProject, createProject);
