import * as eventApi from "#contracts/event.ts";
import { listFacets } from "#lib/data/facets.ts";
import { route } from "#lib/http/route.ts";

export const GET = route(eventApi.listFacets, listFacets);
