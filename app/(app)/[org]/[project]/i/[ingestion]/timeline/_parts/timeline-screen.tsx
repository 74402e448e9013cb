"use client";

import { useQueries, useQuery } from "@tanstack/react-query";
import { parseAsArrayOf, parseAsString, parseAsStringLiteral, useQueryStates } from "nuqs";
import { formatTerm } from "#contracts/event-query.ts";
import { getHistogram, listFacets } from "#contracts/event.ts";
import { getOverview, type Overview } from "#contracts/ingestion.ts";
import { Lanes } from "#components/charts/lanes.tsx";
import { MarkSign } from "#components/charts/chart-marks.tsx";
import { clockOf, type Clock } from "#components/charts/clock.ts";
import { rangeOf, withRange } from "#components/log/query-edit.ts";
import { Services } from "#components/log/services.tsx";
import { cn } from "#components/ui/cn.ts";
import { Empty } from "#components/ui/empty.tsx";
import { EvidenceChip } from "#components/ui/evidence-chip.tsx";
import { Failed } from "#components/ui/failed.tsx";
import { Link } from "#components/ui/link.tsx";
import { Prose } from "#components/ui/prose.tsx";
import { Section } from "#components/ui/section.tsx";
import { SeverityMark } from "#components/ui/severity-mark.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { Table } from "#components/ui/table.tsx";
import { Time } from "#components/ui/time.tsx";
import { plural } from "#lib/client/number.ts";
import { query } from "#lib/client/query.ts";
import { formatDuration } from "#lib/client/time.ts";
import { useZone } from "#lib/client/use-zone.ts";
import { findingHref } from "../../_parts/findings-table.tsx";
import { lineHref, useIngestion, useLive } from "../../_parts/ingestion-context.tsx";
import { Clocks } from "./clocks.tsx";
import { aheadOf, clockNote, corrected } from "./lane-clock.ts";
import { entriesOf, plainOf, type TimelineEntry } from "./entries.ts";

const KINDS = ["onset", "finding", "burst", "silence", "deploy", "recovery"] as const;
const KIND_NAMES: Record<TimelineEntry["kind"], string> = {
  onset: "Onsets",
  finding: "Findings",
  burst: "Bursts",
  silence: "Silences",
  deploy: "Deploys",
  recovery: "Recoveries",
};
const MOST_LANES = 8;

/** One axis: what began where, in which order, and what people did. */
export function TimelineScreen() {
  const { params } = useIngestion();
  const { data: overview, error, refetch } = useQuery({ ...query(getOverview, { params }), ...useLive() });
  if (overview === undefined) {
    return (
      <main id="main" className="flex-1">
        {error === null ? (
          <TimelineSkeleton />
        ) : (
          <Failed error={error} what="The timeline" onRetry={() => void refetch()} className="px-3 md:px-6" />
        )}
      </main>
    );
  }
  return <Timeline overview={overview} />;
}

/** The query is the one of Events, so that a range selected here is selected there. */
function useTimelineState() {
  return useQueryStates({
    q: parseAsString.withDefault(""),
    hide: parseAsArrayOf(parseAsStringLiteral(KINDS)).withDefault([]),
  });
}

function Timeline({ overview }: { overview: Overview }) {
  const [{ q, hide }, set] = useTimelineState();
  const [zone] = useZone();
  const { story } = overview;
  const { axis } = overview.histogram;
  const entries = entriesOf(overview).filter(({ kind }) => !hide.includes(kind));
  const lanes = useLanes(overview);
  const range = rangeOf(q, { fromMs: axis.startMs, untilMs: axis.startMs + axis.bins * axis.binMs });
  const first = entries.find(({ kind }) => kind === "onset");
  const clock = clockOf(zone, axis.startMs, axis.startMs + axis.bins * axis.binMs);
  return (
    <main id="main" className="flex-1">
      <Section
        title="Errors and fatals by service"
        note={axis.bins === 0 ? undefined : `each lane on its own scale; ${clockNote(story)}drag to select a range`}
        end={<KindSwitches entries={entriesOf(overview)} hidden={hide} onHide={(kinds) => void set({ hide: kinds })} />}
      >
        <Lanes
          histogram={overview.histogram}
          lanes={lanes}
          zone={zone}
          marks={entries.map((entry) => ({
            kind: entry.kind,
            sign: entry.sign,
            atMs: entry.atMs,
            endMs: entry.endMs,
            title: `${clock.time(entry.atMs)} ${plainOf(entry.title)}`,
            lane: entry.service,
          }))}
          range={range}
          onRange={(next) => void set({ q: withRange(q, next) || null }, { history: "push" })}
        />
      </Section>
      <InOrder entries={entries} range={range} first={first} clock={clock} />
      <Clocks overview={overview} />
    </main>
  );
}

/** Services in the order in which they begin to fail (without any order, the busiest); errors over time of each. */
function useLanes({ story, histogram, sources }: Overview) {
  const { params } = useIngestion();
  const failing = "level:error,fatal";
  const { data: facets } = useQuery(query(listFacets, { params, query: { q: failing } }));
  const services = facets?.items.find(({ facet }) => facet === "service")?.values.map(({ value }) => value) ?? [];
  const ordered = story?.order.map(({ service }) => service) ?? [];
  const names = [...new Set(ordered.length > 0 ? ordered : services)].slice(0, MOST_LANES);
  const histograms = useQueries({
    queries: names.map((name) => ({
      ...query(getHistogram, {
        params,
        query: { q: `${failing} ${formatTerm(laneTerm(name, services, sources))}`, bins: 120 },
      }),
      enabled: histogram.axis.bins > 0 && facets !== undefined,
    })),
  });
  return names.map((name, index) => ({ name, histogram: corrected(histograms[index]?.data, aheadOf(story, name)) }));
}

/** Where lines name no service, their file stands for it: `booking` is `booking.log`. */
function laneTerm(name: string, services: readonly string[], sources: Overview["sources"]) {
  const file = services.includes(name)
    ? undefined
    : sources.find((source) => source.name.replace(/^.*\//, "").replace(/\..*$/, "") === name);
  return file === undefined
    ? ({ field: "service", name: "service", values: [name], excluded: false } as const)
    : ({ field: "source", name: "source", values: [file.name], excluded: false } as const);
}

function KindSwitches({
  entries,
  hidden,
  onHide,
}: {
  entries: readonly TimelineEntry[];
  hidden: readonly TimelineEntry["kind"][];
  onHide: (kinds: TimelineEntry["kind"][]) => void;
}) {
  const present = KINDS.filter((kind) => entries.some((entry) => entry.kind === kind));
  if (present.length < 2) return null;
  return (
    <span
      role="group"
      aria-label="Show"
      className="flex max-w-full overflow-x-auto rounded-2 border border-line-strong bg-surface p-px"
    >
      {present.map((kind) => {
        const shown = !hidden.includes(kind);
        return (
          <button
            key={kind}
            type="button"
            aria-pressed={shown}
            onClick={() => onHide(shown ? [...hidden, kind] : hidden.filter((other) => other !== kind))}
            className="rounded-1 px-2 text-12 leading-[18px] font-medium whitespace-nowrap text-fg-3 max-md:px-1.5 max-md:leading-[26px] hover:text-fg aria-pressed:bg-active aria-pressed:text-fg"
          >
            {KIND_NAMES[kind]}
          </button>
        );
      })}
    </span>
  );
}

function InOrder({
  entries,
  range,
  first,
  clock,
}: {
  entries: readonly TimelineEntry[];
  range: { fromMs: number; untilMs: number } | null;
  first: TimelineEntry | undefined;
  clock: Clock;
}) {
  const { href, running } = useIngestion();
  const [{ q }, set] = useTimelineState();
  const [zone] = useZone();
  const inside = range === null ? entries : entries.filter(({ atMs }) => atMs >= range.fromMs && atMs < range.untilMs);
  const note =
    range === null
      ? plural(entries.length, "entry", "entries")
      : `${inside.length} of ${plural(entries.length, "entry", "entries")} in the selected range ${clock.time(range.fromMs)} – ${clock.time(range.untilMs)}`;
  return (
    <Section
      title="In order"
      note={note}
      end={
        range === null ? undefined : (
          <span className="flex gap-4">
            <button
              type="button"
              className="text-accent hover:underline"
              onClick={() => void set({ q: withRange(q, null) || null })}
            >
              Whole span
            </button>
            <Link href={`${href}/events?q=${encodeURIComponent(q)}`}>Events in this range</Link>
          </span>
        )
      }
    >
      {inside.length === 0 ? (
        <Empty title={range === null ? "Nothing begins or ends in this log" : "Nothing in this range"}>
          <p>
            {running
              ? "The order is told once all lines are read."
              : range === null
                ? "No group of errors begins in it and no rule found a failure; the chart above is all there is to see over time."
                : "Select another range in the chart, or the whole span."}
          </p>
        </Empty>
      ) : (
        <Table two keys>
          <thead>
            <tr>
              <th scope="col" aria-sort="ascending">
                Time ({zone === "utc" ? "UTC" : "local"})
              </th>
              <th scope="col">
                <span className="sr-only">Mark</span>
              </th>
              <th scope="col">Kind</th>
              <th scope="col">Service</th>
              <th scope="col">What</th>
              <th scope="col">Evidence</th>
              <th scope="col" className="num">
                After first onset
              </th>
            </tr>
          </thead>
          <tbody>
            {inside.map((entry) => (
              <EntryRow
                key={`${entry.kind} ${entry.sign} ${entry.atMs} ${entry.title}`}
                entry={entry}
                first={first}
                days={clock.days}
              />
            ))}
          </tbody>
        </Table>
      )}
    </Section>
  );
}

function EntryRow({
  entry,
  first,
  days,
}: {
  entry: TimelineEntry;
  first: TimelineEntry | undefined;
  /** The log spans several: times stand with their date. */
  days: boolean;
}) {
  const { href } = useIngestion();
  const { kind, sign, atMs, title, service, severity, findingId, evidence } = entry;
  const after = first === undefined ? 0 : atMs - first.atMs;
  return (
    <tr>
      <td className="first font-mono text-12 text-fg-2">
        <Time at={atMs} style={days ? "full" : "millis"} />
      </td>
      <td className="first">
        <MarkSign kind={kind} sign={sign} />
      </td>
      <td className="first text-fg-3">{kind}</td>
      <td>
        <Services names={service === null ? [] : [service]} />
      </td>
      <td className="fill" title={plainOf(title)}>
        {severity === null ? null : <SeverityMark severity={severity} className="mr-2 align-[-1px]" />}
        {findingId === null ? (
          <Prose text={title} />
        ) : (
          <Link href={findingHref(href, findingId)} className="text-fg hover:text-accent">
            <Prose text={title} />
          </Link>
        )}
      </td>
      <td className="whitespace-nowrap">
        {evidence.slice(0, 2).map((seq) => (
          <EvidenceChip key={seq} from={seq} href={lineHref(href, seq)} />
        ))}
      </td>
      <td className={cn("num font-mono text-12 text-fg-2", after === 0 && "max-md:hidden")}>
        {after === 0 ? "" : `${after < 0 ? "−" : "+"}${formatDuration(Math.abs(after))}`}
      </td>
    </tr>
  );
}

function TimelineSkeleton() {
  return (
    <div role="status" aria-busy aria-label="Loading the timeline" className="grid gap-3 px-3 py-4 md:px-6">
      <Skeleton className="w-48" />
      {[0, 1, 2, 3, 4].map((lane) => (
        <div key={lane} className="flex h-[46px] items-center gap-6 border-t border-line">
          <Skeleton className="w-20" />
          <Skeleton className="h-6 flex-1" />
        </div>
      ))}
      {[0, 1, 2, 3, 4, 5].map((row) => (
        <Skeleton key={row} className="mt-3 w-full" />
      ))}
    </div>
  );
}
