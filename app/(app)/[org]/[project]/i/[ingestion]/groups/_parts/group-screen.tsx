"use client";

import { Services } from "#components/log/services.tsx";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useRouter, useSearchParams } from "next/navigation";
import { createParser, useQueryState } from "nuqs";
import { useEffect, type ReactNode } from "react";
import type { TokenRule } from "#engine";
import { getGroup, type GroupDetail } from "#contracts/group.ts";
import { RulePanel } from "#components/grouping/rule-panel.tsx";
import { RuleProgress } from "#components/grouping/rule-progress.tsx";
import { TemplateTokens } from "#components/grouping/template-tokens.tsx";
import { diffLines, templateParts } from "#components/log/template-parts.ts";
import { DiffTable } from "#components/log/diff-table.tsx";
import { Template } from "#components/log/template.tsx";
import { EvidenceChip } from "#components/ui/evidence-chip.tsx";
import { Failed } from "#components/ui/failed.tsx";
import { Level } from "#components/ui/level.tsx";
import { Link, withZone } from "#components/ui/link.tsx";
import { Section } from "#components/ui/section.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { Time } from "#components/ui/time.tsx";
import { formatCount, formatShare, plural } from "#lib/client/number.ts";
import { query } from "#lib/client/query.ts";
import { ExplanationSection } from "../../_parts/explanation.tsx";
import { GroupBadge } from "../../_parts/groups-table.tsx";
import { lineHref, useIngestion } from "../../_parts/ingestion-context.tsx";
import { useGo } from "#components/shell/use-go.ts";
import { GroupAside } from "./group-aside.tsx";
import { Members } from "./members.tsx";
import { Occurrences } from "./occurrences.tsx";
import { Variables } from "./variables.tsx";

/** One kind of line: what it says, what varies in it, why these lines are one group, what it means. */
export function GroupScreen({ groupId }: { groupId: string }) {
  const { params } = useIngestion();
  const {
    data: group,
    error,
    refetch,
    isPlaceholderData,
  } = useQuery({
    ...query(getGroup, { params: { ...params, groupId } }),
    placeholderData: keepPreviousData,
  });
  useFollow(groupId, isPlaceholderData ? undefined : group?.id);
  if (group === undefined) {
    return (
      <main id="main" className="flex-1">
        {error === null ? (
          <GroupSkeleton />
        ) : (
          <Failed error={error} what="This group" onRetry={() => void refetch()} className="px-3 md:px-6" />
        )}
      </main>
    );
  }
  return (
    <main id="main" className="grid flex-1 grid-cols-[minmax(0,1fr)] content-start xl:grid-cols-[minmax(0,1fr)_340px]">
      <div>
        <RuleProgress projectId={params.projectId} className="px-3 md:px-6" />
        <Head group={group} />
        {templateParts(group.template).some(({ kind }) => kind === "variable") ? <Variables group={group} /> : null}
        <WhyTogether group={group} />
        <Members key={`members ${group.id}`} group={group} />
        <ExplanationSection key={group.id} subject="group" about={group.id} />
        <Occurrences group={group} />
      </div>
      <GroupAside group={group} />
    </main>
  );
}

/** A group that was joined with another one is found under that one's address from then on. */
function useFollow(asked: string, found: string | undefined) {
  const { href } = useIngestion();
  const router = useRouter();
  const tz = useSearchParams().get("tz");
  const to = found === undefined || found === asked ? null : withZone(`${href}/groups/${found}`, tz);
  useEffect(() => {
    if (to !== null) router.replace(to);
  }, [to, router]);
}

function Head({ group }: { group: GroupDetail }) {
  const { href, params } = useIngestion();
  const go = useGo();
  const [change, setChange] = useQueryState("change", parseAsChange);
  const rule: TokenRule | null = change === null ? null : { ...change, template: group.template };
  const [first, last] = [group.firstSeq, group.lastSeq];
  return (
    <Section>
      <h2 className="sr-only">Template</h2>
      <div className="max-w-[900px] font-mono text-[13.5px] leading-[23px] font-medium tracking-[-0.01em] [overflow-wrap:anywhere] md:text-15 md:leading-[25px]">
        {group.exception === null ? (
          <TemplateTokens
            key={group.template}
            template={group.template}
            onChoose={(kind, position) => void setChange({ kind, position })}
          />
        ) : (
          <Template template={group.template} named />
        )}
      </div>
      {rule === null ? null : (
        <RulePanel
          key={`${rule.kind} ${rule.position}`}
          className="my-3"
          projectId={params.projectId}
          rule={rule}
          onClose={() => void setChange(null)}
          // Its lines are in other groups then.
          onApplied={() => rule.kind === "constant" && go(`${href}/groups`)}
        />
      )}
      <div className="mt-2.5 flex flex-wrap items-center gap-x-5 gap-y-1 text-fg-2 [&_b]:font-medium [&_b]:text-fg">
        <Level level={group.level} />
        <Services names={Object.keys(group.services)} />
        <GroupBadge group={group} />
        <span>
          <b>{formatCount(group.count)}</b> {group.count === 1 ? "event" : "events"}, <b>{formatShare(group.share)}</b>
        </span>
        <Seen word="first" at={group.firstAt} seq={first} />
        {last === first ? null : <Seen word="last" at={group.lastAt} seq={last} />}
        <Link href={`${href}/events?q=group:${group.id}`}>Show its events</Link>
      </div>
    </Section>
  );
}

/** `variable-3`: what is to be made of the token at this place. */
const parseAsChange = createParser({
  parse: (text): Pick<TokenRule, "kind" | "position"> | null => {
    const [, kind, position] = /^(variable|ignore|constant)-(\d{1,3})$/.exec(text) ?? [];
    return kind === "variable" || kind === "ignore" || kind === "constant"
      ? { kind, position: Number(position) }
      : null;
  },
  serialize: ({ kind, position }) => `${kind}-${position}`,
  eq: (a, b) => a.kind === b.kind && a.position === b.position,
});

function Seen({ word, at, seq }: { word: string; at: string | null; seq: number }) {
  const { href } = useIngestion();
  return (
    <span>
      {word} {at === null ? null : <Time at={at} style="millis" className="font-mono font-medium text-fg" />}{" "}
      <EvidenceChip from={seq} href={lineHref(href, seq)} />
    </span>
  );
}

/** Tokens beside tokens: what all lines share, what differs, and which templates were joined. */
function WhyTogether({ group }: { group: GroupDetail }) {
  const { href } = useIngestion();
  const templates = [group.template, ...group.members.map(({ template }) => template)];
  const rows = [...new Set(templates)]
    .flatMap((template) => diffLines(template, group.examples))
    .map(({ line, parts }) => ({ seq: line.seq, parts }));
  const unique = [...new Map(rows.map((row) => [row.seq, row])).values()].toSorted((a, b) => a.seq - b.seq);
  const varying = templateParts(group.template).filter(({ kind }) => kind === "variable").length;
  return (
    <Section title="Why together?" note={noteOf(unique, varying)}>
      {unique.length === 0 ? (
        <p className="text-fg-2">
          {group.exception === null
            ? "Its lines are longer than the template shows; open one to compare."
            : `The same exception, ${group.exception.type}${group.exception.frame === null ? "" : `, thrown from ${group.exception.frame}`}.`}{" "}
          {group.examples.map(({ seq }) => (
            <EvidenceChip key={seq} from={seq} href={lineHref(href, seq)} />
          ))}
        </p>
      ) : (
        <DiffTable rows={unique} chip={(seq) => <EvidenceChip from={seq} href={lineHref(href, seq)} />} />
      )}
    </Section>
  );
}

function noteOf(rows: { parts: { kind: string }[] }[], varying: number): ReactNode {
  if (rows.length === 0) return undefined;
  if (varying === 0) return "every token is the same in all lines";
  const differing = rows[0]?.parts.filter(({ kind }) => kind === "differs").length ?? 0;
  if (differing === 0) return `${plural(varying, "variable")}, the same in these ${plural(rows.length, "line")}`;
  return `${plural(varying, "variable")}, ${differing} of them ${differing === 1 ? "differs" : "differ"} in these ${rows.length} lines; all else is the same`;
}

function GroupSkeleton() {
  return (
    <div role="status" aria-busy aria-label="Loading the group" className="grid gap-3 px-3 py-5 md:px-6">
      <Skeleton className="h-4 w-3/5" />
      <Skeleton className="h-4 w-2/5" />
      <Skeleton className="mt-2 w-96" />
      <Skeleton className="mt-10 h-24 w-4/5" />
      <Skeleton className="mt-10 h-40 w-4/5" />
    </div>
  );
}
