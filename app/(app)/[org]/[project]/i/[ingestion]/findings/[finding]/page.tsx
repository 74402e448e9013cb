import type { Metadata } from "next";
import { FindingScreen } from "../_parts/finding-screen.tsx";

export const metadata: Metadata = { title: "Finding" };

export default async function FindingPage({ params }: PageProps<"/[org]/[project]/i/[ingestion]/findings/[finding]">) {
  const { finding } = await params;
  return <FindingScreen findingId={decodeURIComponent(finding)} />;
}
