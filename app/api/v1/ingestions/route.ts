import { createIngestionByKey } from "#contracts/ingestion.ts";
import { route } from "#lib/http/route.ts";
import { createIngestion } from "#lib/pipeline/create-ingestion.ts";

export const POST = route(createIngestionByKey, (scope, input) =>
  createIngestion(scope, { ...input, projectId: scope.projectId ?? "" }),
);
