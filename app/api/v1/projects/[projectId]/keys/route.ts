import * as organizationApi from "#contracts/organization.ts";
import { listKeys, createKey } from "#lib/data/keys.ts";
import { route } from "#lib/http/route.ts";

export const GET = route(organizationApi.listKeys, listKeys);
export const POST = route(organizationApi.createKey, createKey);
