"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { ChevronDown, ChevronUp, Clock3, Link2, X } from "lucide-react";
import { parseAsString, useQueryState } from "nuqs";
import { useState, type ReactNode } from "react";
import { getEvent, type EventDetail, type EventRow } from "#contracts/event.ts";
import { getGroup } from "#contracts/group.ts";
import { stackTraceOf } from "#components/log/stack-trace.ts";
import { StackTraceView } from "#components/log/stack-trace-view.tsx";
import { RawText } from "#components/log/raw-text.tsx";
import { Template } from "#components/log/template.tsx";
import { useGo } from "#components/shell/use-go.ts";
import { IconButton } from "#components/ui/button.tsx";
import { CopyButton } from "#components/ui/code.tsx";
import { Failed } from "#components/ui/failed.tsx";
import { Level } from "#components/ui/level.tsx";
import { Link } from "#components/ui/link.tsx";
import { Prose } from "#components/ui/prose.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { TabCount, tabLook } from "#components/ui/tabs.tsx";
import { notify, notifyError } from "#components/ui/toast.tsx";
import { formatBytes, formatShare, plural } from "#lib/client/number.ts";
import { query } from "#lib/client/query.ts";
import { useShortcuts } from "#lib/client/shortcuts.ts";
import { lineHref, useIngestion } from "../../_parts/ingestion-context.tsx";
import { findingHref } from "../../_parts/findings-table.tsx";
import { GroupBadge } from "../../_parts/groups-table.tsx";
import { CopyMenu } from "./copy-menu.tsx";
import { EventFields } from "./event-fields.tsx";
import { LinesAround, SameTrace, traceOf } from "./lines-around.tsx";
import { useEventsState, type PanelTab } from "./use-events-state.ts";

interface EventPanelProps {
  seq: number;
  /** What the table knows of it: shown until the rest is here. */
  row: EventRow | undefined;
  onShow: (seq: number) => void;
}

/** One event whole: trace, group, findings, fields, raw text, the lines around it. */
export function EventPanel({ seq, row, onShow }: EventPanelProps) {
  const { params } = useIngestion();
  const { tab } = useEventsState();
  const { data, error, refetch } = useQuery({
    ...query(getEvent, { params: { ...params, seq } }),
    placeholderData: keepPreviousData,
  });
  const event = data?.seq === seq ? data : undefined;
  return (
    <>
      <PanelHead seq={seq} row={event ?? row} event={event} />
      <PanelTabs event={event} row={row} />
      <div className="min-h-0 flex-1 overflow-auto" role="tabpanel" aria-label={`Line ${seq}`} tabIndex={0}>
        {error !== null && event === undefined ? (
          <Failed error={error} what={`Line ${seq}`} onRetry={() => void refetch()} className="px-4" />
        ) : event === undefined ? (
          <PanelSkeleton />
        ) : tab === "raw" ? (
          <div className="p-4">
            <RawText text={event.raw} bytes={event.length} cut={event.rawCut} />
          </div>
        ) : tab === "around" ? (
          <LinesAround seq={seq} lines={50} onShow={onShow} />
        ) : tab === "trace" ? (
          <SameTrace event={event} onShow={onShow} />
        ) : (
          <Whole event={event} onShow={onShow} />
        )}
      </div>
    </>
  );
}

function PanelHead({ seq, row, event }: { seq: number; row: EventRow | undefined; event: EventDetail | undefined }) {
  const { href } = useIngestion();
  const state = useEventsState();
  const copyLink = () =>
    void navigator.clipboard
      .writeText(`${location.origin}${lineHref(href, seq)}`)
      .then(() => notify(`Link to line ${seq} copied`), notifyError);
  useShortcuts([{ keys: "y", label: "Copy link to the line", group: "Events", run: copyLink }]);
  return (
    <header className="flex h-[38px] flex-none items-center gap-2 border-b border-line pr-2 pl-4">
      <h2 className="font-mono text-log max-md:sr-only">[{seq}]</h2>
      {row === undefined ? null : <Level level={row.level} inferred={row.levelInferred} />}
      <span className="min-w-0 flex-1 truncate font-mono text-12 text-fg-2">{row?.service ?? row?.source}</span>
      <IconButton label="Previous line (k)" size="sm" onClick={() => press("k")}>
        <ChevronUp aria-hidden />
      </IconButton>
      <IconButton label="Next line (j)" size="sm" onClick={() => press("j")}>
        <ChevronDown aria-hidden />
      </IconButton>
      <SameMomentLink seq={seq} />
      <CopyMenu event={event} />
      <IconButton label="Copy link to this line (y)" size="sm" onClick={copyLink}>
        <Link2 aria-hidden />
      </IconButton>
      <IconButton label="Close (esc)" size="sm" className="max-md:hidden" onClick={state.close}>
        <X aria-hidden />
      </IconButton>
    </header>
  );
}

/** Takes the line to the clocks on the timeline, where its partner in another file is chosen. */
function SameMomentLink({ seq }: { seq: number }) {
  const { ingestion, href } = useIngestion();
  const go = useGo();
  // Set where the timeline has sent someone here to find the second line.
  const [same] = useQueryState("same", parseAsString.withDefault(""));
  const first = same.split(",")[0] ?? "";
  if (ingestion.sources.length < 2) return null;
  return (
    <IconButton
      label="Same moment as a line of another file"
      size="sm"
      onClick={() =>
        go(`${href}/timeline?same=${first === "" || first === String(seq) ? `${seq},` : `${first},${seq}`}`)
      }
    >
      <Clock3 aria-hidden />
    </IconButton>
  );
}

/** The buttons do what the keys do. */
function press(key: string): void {
  document.body.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
}

function PanelTabs({ event, row }: { event: EventDetail | undefined; row: EventRow | undefined }) {
  const { tab, setTab } = useEventsState();
  const trace = traceOf(event ?? row);
  const tabs: { tab: PanelTab; label: string; count?: string }[] = [
    { tab: "event", label: "Event" },
    { tab: "raw", label: "Raw", ...(event === undefined ? {} : { count: formatBytes(event.length) }) },
    { tab: "around", label: "Around", count: "±50" },
    ...(trace === null ? [] : [{ tab: "trace" as const, label: "Same trace" }]),
  ];
  return (
    <div
      role="tablist"
      aria-label="Line"
      className="flex h-(--h-tabs) flex-none gap-5 overflow-x-auto border-b border-line px-4 [scrollbar-width:none]"
    >
      {tabs.map((entry) => (
        <button
          key={entry.tab}
          type="button"
          role="tab"
          aria-selected={tab === entry.tab}
          className={tabLook}
          onClick={() => setTab(entry.tab)}
        >
          {entry.label}
          {entry.count === undefined ? null : <TabCount>{entry.count}</TabCount>}
        </button>
      ))}
    </div>
  );
}

function Whole({ event, onShow }: { event: EventDetail; onShow: (seq: number) => void }) {
  return (
    <>
      <What event={event} />
      <GroupPart event={event} />
      <Part title="Fields">
        <EventFields event={event} />
      </Part>
      <LinesAround seq={event.seq} lines={3} onShow={onShow} title="Lines around" />
    </>
  );
}

function What({ event }: { event: EventDetail }) {
  const [unfolded, setUnfolded] = useState(false);
  const trace = stackTraceOf(event.message);
  if (trace === null) {
    return (
      <Part title="Message" end={<CopyButton text={event.message} />}>
        <RawText bare text={event.message} bytes={event.length} cut={event.messageChars > event.message.length} />
      </Part>
    );
  }
  return (
    <Part
      title="Stack trace"
      end={
        <>
          {plural(trace.total, "line")}
          {trace.folded === 0 ? null : (
            <>
              , {trace.folded} folded ·{" "}
              <button
                type="button"
                className="text-accent underline underline-offset-2"
                onClick={() => setUnfolded(!unfolded)}
              >
                {unfolded ? "Fold" : "Show all"}
              </button>
            </>
          )}
        </>
      }
    >
      <StackTraceView key={event.seq} trace={trace} unfolded={unfolded} />
    </Part>
  );
}

function GroupPart({ event }: { event: EventDetail }) {
  const { params, href } = useIngestion();
  const { data: group } = useQuery(query(getGroup, { params: { ...params, groupId: event.groupId } }));
  return (
    <Part
      title="Group"
      badge={group === undefined ? null : <GroupBadge group={group} />}
      end={<Link href={`${href}/groups/${event.groupId}`}>Open group</Link>}
    >
      <p className="mb-1 font-mono text-log leading-5 [overflow-wrap:anywhere]">
        <Template template={event.template} named />
      </p>
      <p className="min-h-[17px] text-12 text-fg-3">
        {group === undefined ? null : `${plural(group.count, "event")}, ${formatShare(group.share)} of all. `}
        {event.findings.map(({ id, title }) => (
          <span key={id}>
            Finding:{" "}
            <Link href={findingHref(href, id)} className="text-accent underline underline-offset-2">
              <Prose text={title} />
            </Link>{" "}
          </span>
        ))}
      </p>
    </Part>
  );
}

/** A part of the panel: a hairline above, a heading. */
export function Part({
  title,
  badge,
  end,
  children,
}: {
  title: string;
  badge?: ReactNode;
  end?: ReactNode;
  children: ReactNode;
}) {
  return (
    <section className="border-t border-line px-4 pt-2.5 pb-3 first:border-t-0">
      <h3 className="mb-1.5 flex items-center gap-1.5">
        {title}
        {badge}
        {end === undefined ? null : <span className="ml-auto text-12 font-normal text-fg-3">{end}</span>}
      </h3>
      {children}
    </section>
  );
}

function PanelSkeleton() {
  return (
    <div role="status" aria-busy aria-label="Loading the line" className="grid gap-3 p-4">
      <Skeleton className="w-24" />
      <Skeleton className="h-20 w-full" />
      <Skeleton className="mt-4 w-16" />
      <Skeleton className="w-4/5" />
      {[0, 1, 2, 3, 4, 5].map((row) => (
        <Skeleton key={row} className="mt-1 w-3/5" />
      ))}
    </div>
  );
}
