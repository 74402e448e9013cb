import { z } from "./zod.ts";
import { Id } from "./endpoint.ts";

/** What an address below a project, and below one of its ingestions, names. */
export const projectParams = z.object({ projectId: Id });
export const ingestionParams = projectParams.extend({ ingestionId: Id });
export const ingestionAt = "/projects/{projectId}/ingestions/{ingestionId}";
