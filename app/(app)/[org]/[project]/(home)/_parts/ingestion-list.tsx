"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { useQueryState } from "nuqs";
import { useDeferredValue, useRef } from "react";
import { listIngestions } from "#contracts/ingestion.ts";
import { isWorking } from "#components/ingestion/stage-views.ts";
import { useProject } from "#components/shell/session.tsx";
import { Button } from "#components/ui/button.tsx";
import { Empty } from "#components/ui/empty.tsx";
import { Input } from "#components/ui/input.tsx";
import { Note } from "#components/ui/note.tsx";
import { Section } from "#components/ui/section.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { Table } from "#components/ui/table.tsx";
import { pages } from "#lib/client/query.ts";
import { useShortcuts } from "#lib/client/shortcuts.ts";
import { IngestionRow } from "./ingestion-row.tsx";

const WORKING_MS = 1000;
const QUIET_MS = 15_000;

/** Ingestions, newest first, with those that are being worked on alive. */
export function IngestionList() {
  const { id: projectId } = useProject();
  const [typed, setTyped] = useQueryState("filter", { defaultValue: "", throttleMs: 300 });
  const input = useRef<HTMLInputElement>(null);
  useShortcuts([{ keys: "/", label: "Filter ingestions", group: "Ingestions", run: () => input.current?.focus() }]);
  const filter = useDeferredValue(typed.trim());
  const { data, error, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery({
    ...pages(listIngestions, { params: { projectId }, query: { filter, limit: 50 } }),
    refetchInterval: ({ state }) =>
      state.data?.pages.some(({ items }) => items.some(isWorking)) ? WORKING_MS : QUIET_MS,
    placeholderData: (before) => before,
  });
  const items = data?.pages.flatMap((page) => page.items);
  return (
    <Section
      title="Ingestions"
      note="newest first"
      end={
        <Input
          ref={input}
          aria-label="Filter ingestions"
          placeholder="Filter by name, source, member"
          value={typed}
          onChange={(event) => void setTyped(event.target.value === "" ? null : event.target.value)}
          className="h-6 w-60 text-12 max-md:h-8 max-md:w-full"
        />
      }
    >
      {error === null ? null : <Note tone="error">{error.message}</Note>}
      {items === undefined ? (
        error === null ? (
          <div aria-busy="true" className="grid gap-6 py-4">
            <Skeleton className="w-2/3" />
            <Skeleton className="w-1/2" />
          </div>
        ) : null
      ) : items.length === 0 ? (
        <NothingYet filter={filter} onClear={() => void setTyped(null)} />
      ) : (
        <Table two keys className="md:[&_td]:h-10">
          <thead>
            <tr>
              <th scope="col">Name</th>
              <th scope="col">Status</th>
              <th scope="col">Errors over its span</th>
              <th scope="col" className="num">
                Events
              </th>
              <th scope="col" className="num">
                Groups
              </th>
              <th scope="col" className="num">
                Findings
              </th>
              <th scope="col">Worst</th>
            </tr>
          </thead>
          <tbody>
            {items.map((ingestion) => (
              <IngestionRow key={ingestion.id} ingestion={ingestion} />
            ))}
          </tbody>
        </Table>
      )}
      {hasNextPage ? (
        <Button variant="ghost" className="mt-2" disabled={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {isFetchingNextPage ? "Loading…" : "Older ones"}
        </Button>
      ) : null}
    </Section>
  );
}

function NothingYet({ filter, onClear }: { filter: string; onClear: () => void }) {
  if (filter !== "") {
    return (
      <Empty title="No ingestion matches" action={<Button onClick={onClear}>Clear the filter</Button>}>
        Nothing here has “{filter}” in its name, its sources or its member’s name.
      </Empty>
    );
  }
  return (
    <Empty title="Nothing here yet">
      Paste some lines above, drop a file, or start with a demo incident. The first answer takes seconds.
    </Empty>
  );
}
