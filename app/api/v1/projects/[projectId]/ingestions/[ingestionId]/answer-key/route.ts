import * as ingestionApi from "#contracts/ingestion.ts";
import { getAnswerKey } from "#lib/data/ingestions.ts";
import { route } from "#lib/http/route.ts";

export const GET = route(ingestionApi.getAnswerKey, getAnswerKey);
