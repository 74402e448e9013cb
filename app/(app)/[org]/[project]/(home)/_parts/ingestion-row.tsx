"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { cancelIngestion, listIngestions, retryIngestion, type Ingestion } from "#contracts/ingestion.ts";
import { isWorking, secondsLeft, stageViews } from "#components/ingestion/stage-views.ts";
import { useProject } from "#components/shell/session.tsx";
import { Status } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { Link } from "#components/ui/link.tsx";
import { SeverityMark } from "#components/ui/severity-mark.tsx";
import { Sparkline } from "#components/ui/sparkline.tsx";
import { Stages } from "#components/ui/stages.tsx";
import { Time } from "#components/ui/time.tsx";
import { notifyError } from "#components/ui/toast.tsx";
import { call } from "#lib/client/call.ts";
import { formatBytes, formatCount, plural } from "#lib/client/number.ts";
import { keyOf } from "#lib/client/query.ts";
import { formatDuration } from "#lib/client/time.ts";

/** One ingestion: alive while it is worked on, with its reason and a way out when it failed. */
export function IngestionRow({ ingestion }: { ingestion: Ingestion }) {
  if (isWorking(ingestion)) return <WorkingRow ingestion={ingestion} />;
  if (ingestion.status === "failed") return <FailedRow ingestion={ingestion} />;
  return <DoneRow ingestion={ingestion} />;
}

function DoneRow({ ingestion }: { ingestion: Ingestion }) {
  const { events, groups, findings, worst, sparkline, status } = ingestion;
  return (
    <tr>
      <NameCell ingestion={ingestion} />
      <td>
        {status === "cancelled" ? <Status value="stopped">Cancelled</Status> : <Status value="done">Analysed</Status>}
      </td>
      <td>
        <Sparkline
          values={sparkline.all}
          errors={sparkline.errors}
          label={`${formatCount(sum(sparkline.errors))} errors among ${formatCount(events)} events, over the span of the log`}
        />
      </td>
      <td className="num" data-unit={events === 1 ? "event" : "events"}>
        {formatCount(events)}
      </td>
      <td className="num" data-unit={groups === 1 ? "group" : "groups"}>
        {formatCount(groups)}
      </td>
      <td className="num" data-unit={findings === 1 ? "finding" : "findings"}>
        {formatCount(findings)}
      </td>
      <td className={worst === null ? "wide-only" : undefined}>
        {worst === null ? <span className="text-12 text-fg-3">none</span> : <SeverityMark severity={worst} />}
      </td>
    </tr>
  );
}

function WorkingRow({ ingestion }: { ingestion: Ingestion }) {
  const cancel = useAct(ingestion, cancelIngestion);
  const read = ingestion.stages.find(({ stage }) => stage === "read");
  const left = secondsLeft(ingestion);
  const share = read?.state === "running" && read.total ? `${Math.floor((100 * read.done) / read.total)} %` : null;
  return (
    <tr className="md:[&>td]:h-[62px]">
      <NameCell ingestion={ingestion} />
      <td>
        <Status value="running">
          {share === null ? (ingestion.status === "queued" ? "Waiting" : "Working") : share}
          {left === null ? "" : `, ${formatDuration(left * 1000)} left`}
        </Status>
      </td>
      <td colSpan={4} className="max-md:w-full">
        <Stages stages={stageViews(ingestion)} />
      </td>
      <td>
        <Button size="sm" disabled={cancel.isPending} onClick={() => cancel.mutate()}>
          Cancel
        </Button>
      </td>
    </tr>
  );
}

function FailedRow({ ingestion }: { ingestion: Ingestion }) {
  const retry = useAct(ingestion, retryIngestion);
  return (
    <tr>
      <NameCell ingestion={ingestion} />
      <td>
        <Status value="failed">Failed</Status>
      </td>
      <td colSpan={4} className="py-1 text-fg-2">
        {ingestion.failure}
      </td>
      <td>
        <Button size="sm" disabled={retry.isPending} onClick={() => retry.mutate()}>
          Try again
        </Button>
      </td>
    </tr>
  );
}

const ORIGINS: Record<Ingestion["origin"], string> = {
  paste: "paste by",
  upload: "upload by",
  demo: "demo by",
  api: "API key",
};

function NameCell({ ingestion }: { ingestion: Ingestion }) {
  const { href } = useProject();
  const { id, name, createdAt, origin, createdBy, sources, bytes } = ingestion;
  return (
    <td className="first leading-[17px] max-md:w-full">
      <Link href={`${href}/i/${id}`} className="font-medium text-fg md:whitespace-nowrap">
        {name}
      </Link>
      <span className="block text-12 leading-[15px] text-fg-3 md:whitespace-nowrap">
        <Time at={createdAt} style="relative" />, {ORIGINS[origin]} {createdBy},{" "}
        {sources.length > 1 ? plural(sources.length, "file") : formatBytes(bytes)}
      </span>
    </td>
  );
}

function useAct({ id, projectId }: Ingestion, endpoint: typeof cancelIngestion | typeof retryIngestion) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => call(endpoint, { params: { projectId, ingestionId: id } }),
    onSuccess: () => client.invalidateQueries({ queryKey: keyOf(listIngestions) }),
    onError: notifyError,
  });
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
