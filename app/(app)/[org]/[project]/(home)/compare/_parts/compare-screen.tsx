"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { ArrowLeftRight } from "lucide-react";
import { getComparison, type Comparison } from "#contracts/comparison.ts";
import { listIngestions, type Ingestion } from "#contracts/ingestion.ts";
import { useProject } from "#components/shell/session.tsx";
import { Button } from "#components/ui/button.tsx";
import { Empty } from "#components/ui/empty.tsx";
import { Failed } from "#components/ui/failed.tsx";
import { Link } from "#components/ui/link.tsx";
import { Section } from "#components/ui/section.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { query } from "#lib/client/query.ts";
import { useShortcuts } from "#lib/client/shortcuts.ts";
import { Differences } from "./differences.tsx";
import { SidePicker } from "./side-picker.tsx";
import { useCompared, type SideName } from "./use-compared.ts";

const OFFERED = 200;

/** Two ingestions, or two ranges of time, side by side: what came, what went, what is more or less, which values are others. */
export function CompareScreen() {
  const { id: projectId } = useProject();
  const {
    data: list,
    error,
    refetch,
  } = useQuery(query(listIngestions, { params: { projectId }, query: { limit: OFFERED } }));
  const offered = list?.items.filter(({ status }) => status === "done");
  if (offered === undefined) {
    return (
      <main id="main" className="flex-1">
        {error === null ? (
          <Loading />
        ) : (
          <Failed error={error} what="The list of ingestions" onRetry={() => void refetch()} className="px-3 md:px-6" />
        )}
      </main>
    );
  }
  return offered.length === 0 ? <NothingYet /> : <Compare offered={offered} />;
}

function Compare({ offered }: { offered: readonly Ingestion[] }) {
  const { id: projectId } = useProject();
  const { sides, choose, select, swap } = useCompared();
  const afterId = sides.after.ingestionId ?? offered[0]?.id ?? "";
  const {
    data: found,
    error,
    refetch,
  } = useQuery({
    ...query(getComparison, {
      params: { projectId },
      query: {
        after: afterId,
        before: sides.before.ingestionId ?? undefined,
        afterFrom: sides.after.from ?? undefined,
        afterUntil: sides.after.until ?? undefined,
        beforeFrom: sides.before.from ?? undefined,
        beforeUntil: sides.before.until ?? undefined,
      },
    }),
    placeholderData: keepPreviousData,
  });
  const shown: Record<SideName, string | null> = {
    before: sides.before.ingestionId ?? found?.before?.ingestionId ?? null,
    after: afterId,
  };
  useShortcuts([{ keys: "x", label: "Swap the sides", group: "Compare", run: () => swap(shown) }]);
  const picker = (side: SideName) => (
    <SidePicker
      name={side}
      offered={offered}
      ingestionId={shown[side]}
      range={sides[side]}
      events={found?.[side]?.events}
      onChoose={(ingestionId) => choose(side, ingestionId)}
      onRange={(range) => select(side, range, shown)}
    />
  );
  return (
    <main id="main" className="flex-1">
      <Section
        title="Compare"
        note="drag in a chart to compare a range of time"
        end={
          <Button size="sm" variant="ghost" disabled={shown.before === null} onClick={() => swap(shown)} title="x">
            <ArrowLeftRight aria-hidden />
            Swap
          </Button>
        }
      >
        <div className="grid gap-x-8 gap-y-4 md:grid-cols-2">
          {picker("before")}
          {picker("after")}
        </div>
      </Section>
      {error !== null ? (
        <Failed error={error} what="The comparison" onRetry={() => void refetch()} className="px-3 md:px-6" />
      ) : found === undefined ? (
        <Loading />
      ) : (
        <Result found={found} />
      )}
    </main>
  );
}

function Result({ found }: { found: Comparison }) {
  if (found.before === null) {
    return (
      <Empty title="There is nothing to compare with" className="px-3 md:px-6">
        This is the first analysed ingestion of the project. Choose another one above, or the same one with another
        range of time.
      </Empty>
    );
  }
  return <Differences found={{ ...found, before: found.before }} />;
}

function NothingYet() {
  const { href } = useProject();
  return (
    <main id="main" className="flex-1 px-3 md:px-6">
      <Empty title="There is nothing to compare yet" action={<Link href={href}>Send a log</Link>}>
        Once two ingestions are analysed, this page tells what is different between them.
      </Empty>
    </main>
  );
}

function Loading() {
  return (
    <div role="status" aria-busy aria-label="Loading the comparison" className="grid gap-3 px-3 py-5 md:px-6">
      <Skeleton className="w-1/3" />
      <Skeleton className="h-20 w-full" />
      <Skeleton className="w-2/3" />
      <Skeleton className="w-1/2" />
    </div>
  );
}
