"use client";

import type { AppliedGroupRule } from "#contracts/group-rule.ts";
import { RulePreview } from "#components/grouping/rule-preview.tsx";
import { RuleProgress } from "#components/grouping/rule-progress.tsx";
import { RuleWords } from "#components/grouping/rule-words.tsx";
import { useGroupRules, useRemoveRule } from "#components/grouping/use-group-rules.ts";
import { useProject } from "#components/shell/session.tsx";
import { Button } from "#components/ui/button.tsx";
import { Empty } from "#components/ui/empty.tsx";
import { Failed } from "#components/ui/failed.tsx";
import { Link } from "#components/ui/link.tsx";
import { Section } from "#components/ui/section.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { Table } from "#components/ui/table.tsx";
import { Time } from "#components/ui/time.tsx";
import { formatCount, plural } from "#lib/client/number.ts";
import { NewPattern } from "./new-pattern.tsx";

/** What people decided about the groups of the project: who, when, what it moved; taken back here. */
export function GroupRules() {
  const { id: projectId, href } = useProject();
  const { rules, error, refetch } = useGroupRules(projectId);
  return (
    <>
      <RuleProgress projectId={projectId} className="px-3 md:px-6" />
      <Section
        title="Group rules"
        note={rules === undefined ? undefined : plural(rules.length, "rule")}
        end={<Link href={`${href}/groups`}>All groups</Link>}
      >
        {error !== null && rules === undefined ? (
          <Failed error={error} what="The rules" onRetry={() => void refetch()} />
        ) : rules === undefined ? (
          <Skeleton className="my-4 w-1/2" />
        ) : rules.length === 0 ? (
          <Empty title="No rule yet">
            Lines are grouped by themselves. To change that, open a group and choose a word or a variable of its
            template, select groups to merge in a list of groups, or write a pattern below.
          </Empty>
        ) : (
          <RulesTable rules={rules} projectId={projectId} />
        )}
      </Section>
      <NewPattern />
    </>
  );
}

function RulesTable({ rules, projectId }: { rules: readonly AppliedGroupRule[]; projectId: string }) {
  const { remove, removing } = useRemoveRule(projectId);
  return (
    <Table two>
      <thead>
        <tr>
          <th scope="col">Rule</th>
          <th scope="col">Status</th>
          <th scope="col">Applied</th>
          <th scope="col" className="num">
            Events moved
          </th>
          <th scope="col">
            <span className="sr-only">Action</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {rules.map((rule) => (
          <tr key={rule.id}>
            <td className="fill first py-1.5!">
              <RuleWords rule={rule.rule} preview={rule.preview} />
              <Changes rule={rule} />
            </td>
            <td className="text-12">
              <Status rule={rule} />
            </td>
            <td className="text-12 whitespace-nowrap text-fg-2">
              <Time at={rule.createdAt} style="relative" /> by {rule.createdBy}
            </td>
            <td className="num" data-unit="events moved">
              {rule.preview === null ? "" : formatCount(rule.preview.eventsMoved)}
            </td>
            <td className="num">
              <Button
                size="sm"
                variant="ghost"
                disabled={removing || rule.status === "removing"}
                onClick={() => remove(rule.id)}
              >
                Remove
              </Button>
            </td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
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
