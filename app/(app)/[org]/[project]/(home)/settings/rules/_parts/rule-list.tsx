"use client";

import { ListTable, type Column } from "#components/ui/list-table.tsx";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { listRules, removeRule, updateRule, type ProjectRule } from "#contracts/rule.ts";
import { useDeferredRemoval } from "#components/settings/use-deferred-removal.ts";
import { useProject } from "#components/shell/session.tsx";
import { Button } from "#components/ui/button.tsx";
import { Empty } from "#components/ui/empty.tsx";
import { Link } from "#components/ui/link.tsx";
import { Section } from "#components/ui/section.tsx";
import { SeverityMark } from "#components/ui/severity-mark.tsx";
import { Time } from "#components/ui/time.tsx";
import { notify, notifyError } from "#components/ui/toast.tsx";
import { call } from "#lib/client/call.ts";
import { plural } from "#lib/client/number.ts";
import { keyOf, query } from "#lib/client/query.ts";

/** The project's own rules: on or off, and how often each fired lately. */
export function RuleList() {
  const { id: projectId, href } = useProject();
  const params = { projectId };
  const client = useQueryClient();
  const rules = useQuery(query(listRules, { params }));
  const after = () => client.invalidateQueries({ queryKey: keyOf(listRules) });
  const { isLeaving, remove } = useDeferredRemoval<ProjectRule>({
    said: ({ ruleId }) => `${ruleId} is being removed`,
    remove: ({ id }) => call(removeRule, { params: { ...params, id } }),
    after,
  });
  const items = rules.data?.items.filter(({ id }) => !isLeaving(id));
  const add = (
    <Button variant="primary" asChild>
      <Link href={`${href}/settings/rules/new`}>New rule</Link>
    </Button>
  );
  return (
    <Section
      title="Rules of this project"
      note="they look besides the built-in ones, in every new ingestion"
      end={items === undefined || items.length === 0 ? undefined : add}
    >
      <ListTable
        what="The rules"
        query={rules}
        rows={items}
        columns={columnsOf(href, remove)}
        rowClassName={({ enabled }) => (enabled ? undefined : "text-fg-3")}
        empty={
          <Empty title="No rule yet" action={add}>
            <p>
              Built-in rules know what fails everywhere. Write down what fails only here: a line of your own software,
              one line after another, too many of a line, or a line that stops. A rule proves itself on its own samples
              before it is saved.
            </p>
          </Empty>
        }
      />
    </Section>
  );
}

function columnsOf(href: string, onRemove: (rule: ProjectRule) => void): Column<ProjectRule>[] {
  return [
    {
      head: "Severity",
      kind: "first",
      cell: ({ severity }) => <SeverityMark severity={severity} className="w-[72px]" />,
    },
    {
      head: "Rule",
      kind: "fill",
      cell: ({ id, title, ruleId }) => (
        <span title={`${title}, ${ruleId}`}>
          <Link href={`${href}/settings/rules/${id}`} className="font-medium text-fg hover:text-accent">
            {title}
          </Link>{" "}
          <span className="font-mono text-12 text-fg-3">{ruleId}</span>
        </span>
      ),
    },
    {
      head: "Fired lately",
      className: "md:whitespace-nowrap text-fg-2",
      cell: (rule) => <Fired rule={rule} />,
    },
    {
      head: "Changed",
      kind: "wide",
      className: "whitespace-nowrap text-fg-2",
      cell: ({ updatedAt, updatedBy }) => (
        <>
          <Time at={updatedAt} style="relative" /> by {updatedBy}
        </>
      ),
    },
    {
      head: "Action",
      quiet: true,
      kind: "num",
      className: "whitespace-nowrap",
      cell: (rule) => (
        <>
          <Switch rule={rule} />
          <Button size="sm" variant="ghost" aria-label={`Remove ${rule.ruleId}`} onClick={() => onRemove(rule)}>
            Remove
          </Button>
        </>
      ),
    },
  ];
}

function Fired({ rule: { fired } }: { rule: ProjectRule }) {
  const { href } = useProject();
  if (fired.of === 0) return <>no ingestion yet</>;
  if (fired.last === null) return <>not in the last {plural(fired.of, "ingestion")}</>;
  return (
    <>
      in {fired.ingestions} of the last {plural(fired.of, "ingestion")}, {plural(fired.events, "event")};{" "}
      <Link href={`${href}/i/${fired.last.ingestionId}/findings`}>last</Link>{" "}
      <Time at={fired.last.at} style="relative" />
    </>
  );
}

function Switch({ rule }: { rule: ProjectRule }) {
  const { id: projectId } = useProject();
  const client = useQueryClient();
  const change = useMutation({
    mutationFn: (enabled: boolean) => call(updateRule, { params: { projectId, id: rule.id }, body: { enabled } }),
    onSuccess: () => client.invalidateQueries({ queryKey: keyOf(listRules) }),
    onError: notifyError,
  });
  const turn = (enabled: boolean) =>
    change.mutate(enabled, {
      onSuccess: () =>
        notify(`${rule.ruleId} is ${enabled ? "on" : "off"} for new ingestions`, {
          undo: () => change.mutate(!enabled),
        }),
    });
  // It moves at once; the list follows.
  const on = change.isPending ? change.variables : rule.enabled;
  return (
    <label className="mr-2 inline-flex items-center gap-1.5 text-12 text-fg-2">
      <input
        type="checkbox"
        aria-label={`Use ${rule.ruleId}`}
        checked={on}
        onChange={(event) => turn(event.target.checked)}
      />
      {on ? "on" : "off"}
    </label>
  );
}
