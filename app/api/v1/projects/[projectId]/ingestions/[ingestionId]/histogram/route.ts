import * as eventApi from "#contracts/event.ts";
import { getHistogram } from "#lib/data/histogram.ts";
import { route } from "#lib/http/route.ts";

export const GET = route(eventApi.getHistogram, getHistogram);
