import * as eventApi from "#contracts/event.ts";
import { getExplanation, askModel } from "#lib/data/explanations.ts";
import { route } from "#lib/http/route.ts";

export const GET = route(eventApi.getExplanation, getExplanation);
export const POST = route(eventApi.askModel, askModel, { limit: "model" });
