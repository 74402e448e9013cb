import { IngestionShell } from "./_parts/ingestion-shell.tsx";

export default async function IngestionLayout({ params, children }: LayoutProps<"/[org]/[project]/i/[ingestion]">) {
  const { ingestion } = await params;
  return <IngestionShell ingestionId={ingestion}>{children}</IngestionShell>;
}
