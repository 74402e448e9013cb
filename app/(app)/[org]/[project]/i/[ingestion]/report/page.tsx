import type { Metadata } from "next";
import { DraftedReport } from "./_parts/drafted-report.tsx";

export const metadata: Metadata = { title: "Report" };

export default function IngestionReportPage() {
  return <DraftedReport />;
}
