import * as reportApi from "#contracts/report.ts";
import { exportReport } from "#lib/data/reports.ts";
import { route } from "#lib/http/route.ts";

export const GET = route(reportApi.exportReport, exportReport);
