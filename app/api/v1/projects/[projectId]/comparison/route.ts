import * as comparisonApi from "#contracts/comparison.ts";
import { getComparison } from "#lib/data/comparison.ts";
import { route } from "#lib/http/route.ts";

export const GET = route(comparisonApi.getComparison, getComparison);
