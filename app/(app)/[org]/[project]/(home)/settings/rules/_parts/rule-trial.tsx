"use client";

import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { retryIngestion } from "#contracts/ingestion.ts";
import { getTrial, tryRule, type RuleTrial } from "#contracts/rule.ts";
import { useProject } from "#components/shell/session.tsx";
import { Status } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { EvidenceChip } from "#components/ui/evidence-chip.tsx";
import { Link } from "#components/ui/link.tsx";
import { Note } from "#components/ui/note.tsx";
import { Section } from "#components/ui/section.tsx";
import { Table } from "#components/ui/table.tsx";
import { Time } from "#components/ui/time.tsx";
import { notify, notifyError } from "#components/ui/toast.tsx";
import { call } from "#lib/client/call.ts";
import { formatCount, plural } from "#lib/client/number.ts";
import { query } from "#lib/client/query.ts";

const SHOWN_CHIPS = 6;

/** Tries the rule on stored ingestions, in the worker. `saved`: an ingestion may be run again with it. */
export function RuleTrialPanel({ text, ready, saved }: { text: string; ready: boolean; saved: boolean }) {
  const { id: projectId } = useProject();
  const [tried, setTried] = useState<{ id: string; text: string } | null>(null);
  const begin = useMutation({
    mutationFn: () => call(tryRule, { params: { projectId }, body: { text } }),
    onSuccess: ({ id }) => setTried({ id, text }),
    onError: notifyError,
  });
  const { data: trial } = useQuery({
    ...query(getTrial, { params: { projectId, trialId: tried?.id ?? "" } }),
    enabled: tried !== null,
    refetchInterval: ({ state }) => (state.data === undefined || isGoing(state.data) ? 700 : false),
  });
  const going = begin.isPending || (tried !== null && (trial === undefined || isGoing(trial)));
  return (
    <Section
      title="Tried on stored ingestions"
      note={tried !== null && tried.text !== text ? "of the text before your last change" : undefined}
      end={
        <Button size="sm" disabled={!ready || going} onClick={() => begin.mutate()}>
          {going ? "Reading…" : "Try on stored ingestions"}
        </Button>
      }
    >
      {trial === undefined ? (
        <p className="text-fg-2">What it would have found in the latest ingestions, before you save it.</p>
      ) : (
        <Outcome trial={trial} saved={saved && tried?.text === text} />
      )}
    </Section>
  );
}

const isGoing = ({ status }: RuleTrial): boolean => status === "queued" || status === "running";

function Outcome({ trial, saved }: { trial: RuleTrial; saved: boolean }) {
  const { href } = useProject();
  const { results, total, status, failure } = trial;
  const events = results.reduce((sum, one) => sum + one.events, 0);
  const hit = results.filter(({ findings }) => findings > 0).length;
  return (
    <>
      {status === "failed" ? <Note tone="error">{failure ?? "The trial failed. Try again."}</Note> : null}
      <p role="status" className="mb-2 text-14">
        {isGoing(trial) ? (
          <Status value="running">
            {total === 0 ? "Waiting for the worker" : `${results.length} of ${total} ingestions read`}
          </Status>
        ) : total === 0 ? (
          "There is no ingestion yet to try it on."
        ) : (
          <>
            Would have fired <b>{plural(events, "time")}</b> in {hit} of the last {plural(total, "ingestion")}.
          </>
        )}
      </p>
      {results.length === 0 ? null : (
        <Table two>
          <thead>
            <tr>
              <th scope="col">Ingestion</th>
              <th scope="col">Lines</th>
              <th scope="col" className="num">
                Events
              </th>
              <th scope="col">Made</th>
              <th scope="col">
                <span className="sr-only">Action</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {results.map((one) => (
              <tr key={one.ingestionId}>
                <td className="first fill">
                  <Link href={`${href}/i/${one.ingestionId}`}>{one.ingestion}</Link>
                  {one.whole ? null : <span className="text-fg-3"> (its first part)</span>}
                </td>
                <td className="whitespace-nowrap">
                  {one.seqs.slice(0, SHOWN_CHIPS).map((seq) => (
                    <EvidenceChip key={seq} from={seq} href={`${href}/i/${one.ingestionId}/events?seq=${seq}`} />
                  ))}
                </td>
                <td className="num" data-unit="events">
                  {formatCount(one.events)}
                </td>
                <td className="whitespace-nowrap text-fg-2">
                  <Time at={one.at} style="relative" />
                </td>
                <td className="num">{saved && one.findings > 0 ? <RunAgain result={one} /> : null}</td>
              </tr>
            ))}
          </tbody>
        </Table>
      )}
    </>
  );
}

function RunAgain({ result }: { result: RuleTrial["results"][number] }) {
  const { id: projectId } = useProject();
  const run = useMutation({
    mutationFn: () => call(retryIngestion, { params: { projectId, ingestionId: result.ingestionId } }),
    onSuccess: () => notify(`${result.ingestion} is analysed again`),
    onError: notifyError,
  });
  return (
    <Button size="sm" variant="ghost" disabled={run.isPending || run.isSuccess} onClick={() => run.mutate()}>
      {run.isSuccess ? "Running again" : "Run again on this ingestion"}
    </Button>
  );
}
