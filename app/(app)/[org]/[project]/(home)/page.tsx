import { IngestionList } from "./_parts/ingestion-list.tsx";
import { KeptLog } from "./_parts/kept-log.tsx";
import { NewIngestion } from "./_parts/new-ingestion.tsx";
import { OpenGroups } from "./_parts/open-groups.tsx";

export default function ProjectHomePage() {
  return (
    <main id="main" className="grid flex-1 grid-cols-1 xl:grid-cols-[minmax(0,1fr)_var(--w-aside)]">
      <div className="min-w-0">
        <KeptLog />
        <NewIngestion />
        <IngestionList />
      </div>
      <OpenGroups />
    </main>
  );
}
