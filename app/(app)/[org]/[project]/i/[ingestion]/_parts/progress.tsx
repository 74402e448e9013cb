"use client";

import { secondsLeft, stageViews } from "#components/ingestion/stage-views.ts";
import { Button } from "#components/ui/button.tsx";
import { Stages } from "#components/ui/stages.tsx";
import { formatDuration } from "#lib/client/time.ts";
import { useIngestionActions } from "./actions.ts";
import { useIngestion } from "./ingestion-context.tsx";

/** The work by stage, with counts, a rate, what is left, and a way to stop it. */
export function Progress() {
  const { ingestion } = useIngestion();
  const { cancel } = useIngestionActions();
  const left = secondsLeft(ingestion);
  return (
    <section
      aria-label="Progress"
      className="flex flex-wrap items-end gap-x-4 gap-y-2 px-3 pt-1 pb-2.5 md:flex-nowrap md:px-6"
    >
      <Stages className="min-w-0 flex-1" stages={stageViews(ingestion)} />
      <p className="text-12 whitespace-nowrap text-fg-3 tabular-nums">
        {left === null ? "" : `about ${formatDuration(left * 1000)} left; `}what is shown may still grow
      </p>
      <Button size="sm" disabled={cancel.isPending} onClick={() => cancel.mutate()}>
        {cancel.isPending ? "Cancelling…" : "Cancel"}
      </Button>
    </section>
  );
}
