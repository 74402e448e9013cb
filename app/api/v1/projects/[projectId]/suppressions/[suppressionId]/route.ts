import * as api from "#contracts/suppression.ts";
import { removeSuppression, updateSuppression } from "#lib/data/suppressions.ts";
import { route } from "#lib/http/route.ts";

export const PATCH = route(api.updateSuppression, updateSuppression);
export const DELETE = route(api.removeSuppression, removeSuppression);
