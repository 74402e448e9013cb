import * as reportApi from "#contracts/report.ts";
import { getReport, updateReport, removeReport } from "#lib/data/reports.ts";
import { route } from "#lib/http/route.ts";

export const GET = route(reportApi.getReport, getReport);
export const PUT = route(reportApi.updateReport, updateReport);
export const DELETE = route(reportApi.removeReport, removeReport);
