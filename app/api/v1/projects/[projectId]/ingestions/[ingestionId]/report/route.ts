import * as reportApi from "#contracts/report.ts";
import { draftReport } from "#lib/data/reports.ts";
import { route } from "#lib/http/route.ts";

export const POST = route(reportApi.draftReport, draftReport);
