import * as ingestionApi from "#contracts/ingestion.ts";
import { setSourceZone } from "#lib/data/ingestions.ts";
import { route } from "#lib/http/route.ts";

export const PATCH = route(ingestionApi.setSourceZone, setSourceZone);
