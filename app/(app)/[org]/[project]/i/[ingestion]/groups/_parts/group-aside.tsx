"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { ChevronDown, ChevronUp } from "lucide-react";
import type { ReactNode } from "react";
import { LEVELS } from "#engine";
import { listGroups, type GroupDetail } from "#contracts/group.ts";
import { BarList } from "#components/log/bar-list.tsx";
import { useGo } from "#components/shell/use-go.ts";
import { IconButton } from "#components/ui/button.tsx";
import { CopyButton } from "#components/ui/code.tsx";
import { Link } from "#components/ui/link.tsx";
import { Prose } from "#components/ui/prose.tsx";
import { Section } from "#components/ui/section.tsx";
import { SeverityMark } from "#components/ui/severity-mark.tsx";
import { Time } from "#components/ui/time.tsx";
import { pages } from "#lib/client/query.ts";
import { useShortcuts } from "#lib/client/shortcuts.ts";
import { formatDuration } from "#lib/client/time.ts";
import { findingHref } from "../../_parts/findings-table.tsx";
import { GroupBadge, GroupSparkline } from "../../_parts/groups-table.tsx";
import { useIngestion } from "../../_parts/ingestion-context.tsx";
import { DecisionButtons, DecisionText } from "./group-decision.tsx";
import { useGroupList } from "./use-group-list.ts";

/** What can be done with a group, its course, its facts. */
export function GroupAside({ group }: { group: GroupDetail }) {
  const { href } = useIngestion();
  const go = useGo();
  const { axis } = group;
  const endMs = axis.startMs + axis.bins * axis.binMs;
  const services = Object.entries(group.services).toSorted(([, a], [, b]) => b - a);
  const eventsHref = (field: string, value: string) =>
    `${href}/events?q=${encodeURIComponent(`group:${group.id} ${field}:${/[\s",]/.test(value) ? JSON.stringify(value) : value}`)}`;
  return (
    <aside
      aria-label="About this group"
      className="border-line bg-canvas [--color-surface:var(--color-canvas)] max-xl:border-t xl:border-l"
    >
      <Section className="md:px-5">
        <div className="flex items-center gap-2">
          <DecisionButtons group={group} />
          <span className="flex-1" />
          <Neighbours groupId={group.id} />
        </div>
        <DecisionText group={group} />
      </Section>
      <Section
        title="Over the time span"
        note={axis.bins === 0 ? undefined : formatDuration(axis.binMs * Math.ceil(axis.bins / 32))}
        className="md:px-5"
      >
        {axis.bins === 0 ? (
          <p className="text-fg-2">No line of this ingestion states a time.</p>
        ) : (
          <>
            <GroupSparkline group={group} axis={axis} className="h-12 w-full" />
            <div className="flex justify-between text-12 text-fg-3">
              <Time at={axis.startMs} style="minute" />
              <Time at={endMs} style="minute" />
            </div>
          </>
        )}
      </Section>
      <Section title="Levels and services" className="md:px-5">
        <BarList
          items={[...LEVELS.toReversed(), "unknown" as const].flatMap((level) => {
            const count = group.levels[level] ?? 0;
            return count === 0 ? [] : [{ label: level, count, onPick: () => go(eventsHref("level", level)) }];
          })}
        />
        {services.length === 0 ? null : <div className="h-2" />}
        <BarList
          items={services.map(([label, count]) => ({ label, count, onPick: () => go(eventsHref("service", label)) }))}
        />
      </Section>
      <Facts group={group} />
    </aside>
  );
}

function Facts({ group }: { group: GroupDetail }) {
  const { href, projectHref } = useIngestion();
  const { seenBefore, exception } = group;
  return (
    <Section title="Facts" className="md:px-5">
      <dl className="grid grid-cols-[96px_minmax(0,1fr)] gap-y-1.5 [&_dt]:text-12 [&_dt]:text-fg-3">
        {group.findings.map(({ id, title, severity }) => (
          <Fact key={id} name="Finding">
            <SeverityMark severity={severity} />{" "}
            <Link href={findingHref(href, id)}>
              <Prose text={title} />
            </Link>
          </Fact>
        ))}
        <Fact name="State">
          {group.state === "open" ? "open " : null}
          <GroupBadge group={group} />
        </Fact>
        {seenBefore === null ? null : (
          <Fact name="Seen before">
            <Link href={`${projectHref}/i/${seenBefore.ingestionId}/groups/${group.id}`}>{seenBefore.ingestion}</Link>,{" "}
            <Time at={seenBefore.at} style="day" />
            {seenBefore.ingestions > 1 ? ` and ${seenBefore.ingestions - 1} more` : ""}
          </Fact>
        )}
        {exception === null ? null : (
          <Fact name="Exception">
            <span className="font-mono text-12">{exception.type}</span>
            {exception.frame === null ? null : (
              <span className="block font-mono text-12 text-fg-3">{exception.frame}</span>
            )}
          </Fact>
        )}
        <Fact name="Format">{group.format}</Fact>
        <Fact name="Fingerprint">
          <span className="font-mono text-12">{group.fingerprint}</span> <CopyButton text={group.fingerprint} />
        </Fact>
      </dl>
    </Section>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt className="leading-5">{name}</dt>
      <dd className="min-w-0 leading-5 [overflow-wrap:anywhere]">{children}</dd>
    </>
  );
}

/** The groups before and after in the list one came from. */
function Neighbours({ groupId }: { groupId: string }) {
  const { params, href } = useIngestion();
  const { listed, search } = useGroupList();
  const go = useGo();
  const groups = useInfiniteQuery(pages(listGroups, { params, query: listed }));
  const items = groups.data?.pages.flatMap((page) => page.items) ?? [];
  const at = items.findIndex(({ id }) => id === groupId);
  const step = async (by: 1 | -1) => {
    let list = items;
    if (at + by >= list.length && groups.hasNextPage) {
      const more = await groups.fetchNextPage();
      list = more.data?.pages.flatMap((page) => page.items) ?? list;
    }
    const next = list[at === -1 ? 0 : at + by];
    if (next !== undefined) go(`${href}/groups/${next.id}${search}`);
  };
  useShortcuts([
    { keys: "[", label: "Previous group", group: "Groups", run: () => void step(-1) },
    { keys: "]", label: "Next group", group: "Groups", run: () => void step(1) },
    { keys: "esc", label: "Back to the groups", group: "Groups", run: () => go(`${href}/groups${search}`) },
  ]);
  return (
    <>
      <IconButton label="Previous group ([)" disabled={at === 0} onClick={() => void step(-1)}>
        <ChevronUp aria-hidden />
      </IconButton>
      <IconButton
        label="Next group (])"
        disabled={at === items.length - 1 && !groups.hasNextPage}
        onClick={() => void step(1)}
      >
        <ChevronDown aria-hidden />
      </IconButton>
    </>
  );
}
