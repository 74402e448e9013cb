import * as eventApi from "#contracts/event.ts";
import { getEvent } from "#lib/data/events.ts";
import { route } from "#lib/http/route.ts";

export const GET = route(eventApi.getEvent, getEvent);
