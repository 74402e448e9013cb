import * as api from "#contracts/ingestion.ts";
import { setClocks } from "#lib/data/clocks.ts";
import { route } from "#lib/http/route.ts";

export const PUT = route(api.setClocks, setClocks);
