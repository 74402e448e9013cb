import { Skeleton } from "#components/ui/skeleton.tsx";

export function ReportSkeleton() {
  return (
    <main
      id="main"
      aria-busy
      aria-label="Loading the report"
      className="grid max-w-[800px] gap-3 px-3 py-6 md:ml-[176px] md:px-8"
    >
      <Skeleton className="h-5 w-3/5" />
      <Skeleton className="w-2/5" />
      {[0, 1, 2].map((section) => (
        <div key={section} className="mt-6 grid gap-2.5">
          <Skeleton className="w-24" />
          <Skeleton className="w-full" />
          <Skeleton className="w-full" />
          <Skeleton className="w-2/3" />
        </div>
      ))}
    </main>
  );
}
