import type { Metadata } from "next";
import { ReportScreen } from "../_parts/report-screen.tsx";

export const metadata: Metadata = { title: "Report" };

export default async function ReportPage({ params }: PageProps<"/[org]/[project]/reports/[report]">) {
  const { report } = await params;
  return <ReportScreen reportId={report} />;
}
