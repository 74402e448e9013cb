"use client";

import type { AppliedGroupRule } from "#contracts/group-rule.ts";
import { ListTable, type Column } from "#components/ui/list-table.tsx";
import { RulePreview } from "#components/grouping/rule-preview.tsx";
import { RuleProgress } from "#components/grouping/rule-progress.tsx";
import { RuleWords } from "#components/grouping/rule-words.tsx";
import { useGroupRules, useRemoveRule } from "#components/grouping/use-group-rules.ts";
import { useProject } from "#components/shell/session.tsx";
import { Button } from "#components/ui/button.tsx";
import { Empty } from "#components/ui/empty.tsx";
import { Link } from "#components/ui/link.tsx";
import { Section } from "#components/ui/section.tsx";
import { Time } from "#components/ui/time.tsx";
import { formatCount, plural } from "#lib/client/number.ts";
import { NewPattern } from "./new-pattern.tsx";

/** What people decided about the groups of the project: who, when, what it moved; taken back here. */
export function GroupRules() {
  const { id: projectId, href } = useProject();
  const { rules, ...asked } = useGroupRules(projectId);
  const { remove, removing } = useRemoveRule(projectId);
  return (
    <>
      <RuleProgress projectId={projectId} className="px-3 md:px-6" />
      <Section
        title="Group rules"
        note={rules === undefined ? undefined : plural(rules.length, "rule")}
        end={<Link href={`${href}/groups`}>All groups</Link>}
      >
        <ListTable
          what="The rules"
          query={asked}
          rows={rules}
          columns={columnsOf(removing, remove)}
          empty={
            <Empty title="No rule yet">
              Lines are grouped by themselves. To change that, open a group and choose a word or a variable of its
              template, select groups to merge in a list of groups, or write a pattern below.
            </Empty>
          }
        />
      </Section>
      <NewPattern />
    </>
  );
}

function columnsOf(removing: boolean, remove: (ruleId: string) => void): Column<AppliedGroupRule>[] {
  return [
    {
      head: "Rule",
      kind: "first",
      className: "w-full md:max-w-0 py-1.5!",
      cell: (rule) => (
        <>
          <RuleWords rule={rule.rule} preview={rule.preview} />
          <Changes rule={rule} />
        </>
      ),
    },
    { head: "Status", className: "text-12 whitespace-nowrap", cell: (rule) => <Status rule={rule} /> },
    {
      head: "Applied",
      className: "text-12 whitespace-nowrap text-fg-2",
      cell: ({ createdAt, createdBy }) => (
        <>
          <Time at={createdAt} style="relative" /> by {createdBy}
        </>
      ),
    },
    {
      head: "Events moved",
      kind: "num",
      unit: ({ preview }) => (preview?.eventsMoved === 1 ? "event moved" : "events moved"),
      cell: ({ preview }) => (preview === null ? "" : formatCount(preview.eventsMoved)),
    },
    {
      head: "Action",
      quiet: true,
      kind: "num",
      cell: ({ id, status }) => (
        <Button size="sm" variant="ghost" disabled={removing || status === "removing"} onClick={() => remove(id)}>
          Remove
        </Button>
      ),
    },
  ];
}

function Changes({ rule: { preview } }: { rule: AppliedGroupRule }) {
  if (preview === null || preview.changes.length === 0) return null;
  return (
    <details className="text-12">
      <summary className="w-fit text-fg-3 hover:text-fg">What it changed</summary>
      <div className="mt-1">
        <RulePreview preview={preview} />
      </div>
    </details>
  );
}

function Status({ rule: { status, progress, failure } }: { rule: AppliedGroupRule }) {
  if (status === "failed") return <span className="text-error">Failed: {failure}</span>;
  if (status === "active") return <>In force</>;
  const done = progress === null ? "" : `, ${formatCount(progress.done)} of ${formatCount(progress.total)}`;
  return (
    <span className="text-fg-2 tabular-nums">
      {status === "removing" ? "Being taken back" : "Being applied"}
      {done}
    </span>
  );
}
