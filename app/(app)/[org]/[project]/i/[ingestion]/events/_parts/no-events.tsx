"use client";

import { useQueries } from "@tanstack/react-query";
import { formatTerm, parseEventQuery } from "#contracts/event-query.ts";
import { countEvents } from "#contracts/event.ts";
import { Button } from "#components/ui/button.tsx";
import { Empty } from "#components/ui/empty.tsx";
import { plural } from "#lib/client/number.ts";
import { query } from "#lib/client/query.ts";
import { withoutTerm } from "#components/log/query-edit.ts";
import { useIngestion } from "../../_parts/ingestion-context.tsx";

/** No line matches: which filter is to blame, and its removal. */
export function NoEvents({ query: q, onQuery }: { query: string; onQuery: (query: string) => void }) {
  const { params, running } = useIngestion();
  const { terms } = parseEventQuery(q);
  const without = useQueries({
    queries: terms.slice(0, 6).map((term) => query(countEvents, { params, query: { q: withoutTerm(q, term) } })),
  });
  if (terms.length === 0) {
    return (
      <Empty className="px-3 md:px-4" title={running ? "No line was read yet" : "There are no events"}>
        <p>{running ? "Lines appear here while they are read." : "No line was read from what was sent."}</p>
      </Empty>
    );
  }
  return (
    <Empty
      className="px-3 md:px-4"
      title="No event matches"
      action={
        <>
          {terms.slice(0, 6).map((term, index) => {
            const count = without[index]?.data?.count;
            return count === undefined || count === 0 ? null : (
              <Button key={term.start} onClick={() => onQuery(withoutTerm(q, term))}>
                Remove <span className="max-w-[24ch] truncate font-mono text-12">{formatTerm(term)}</span>
                <span className="font-normal text-fg-3">{plural(count, "event")}</span>
              </Button>
            );
          })}
          <Button variant="ghost" onClick={() => onQuery("")}>
            Remove all filters
          </Button>
        </>
      }
    >
      <p>
        {terms.length === 1
          ? "No line of this ingestion answers to this filter."
          : "No line answers to all of these filters at once. Without one of them:"}
      </p>
    </Empty>
  );
}
