import * as eventApi from "#contracts/event.ts";
import { listEvents } from "#lib/data/events.ts";
import { route } from "#lib/http/route.ts";

export const GET = route(eventApi.listEvents, listEvents);
