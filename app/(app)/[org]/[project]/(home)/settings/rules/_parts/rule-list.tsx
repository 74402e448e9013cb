"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { listRules, removeRule, updateRule, type ProjectRule } from "#contracts/rule.ts";
import { useDeferredRemoval } from "#components/settings/use-deferred-removal.ts";
import { useProject } from "#components/shell/session.tsx";
import { Button } from "#components/ui/button.tsx";
import { cn } from "#components/ui/cn.ts";
import { Empty } from "#components/ui/empty.tsx";
import { Failed } from "#components/ui/failed.tsx";
import { Link } from "#components/ui/link.tsx";
import { Section } from "#components/ui/section.tsx";
import { SeverityMark } from "#components/ui/severity-mark.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { Table } from "#components/ui/table.tsx";
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
  const { data, error, refetch } = useQuery(query(listRules, { params }));
  const after = () => client.invalidateQueries({ queryKey: keyOf(listRules) });
  const { isLeaving, remove } = useDeferredRemoval<ProjectRule>({
    said: ({ ruleId }) => `${ruleId} is being removed`,
    remove: ({ id }) => call(removeRule, { params: { ...params, id } }),
    after,
  });
  const items = data?.items.filter(({ id }) => !isLeaving(id));
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
      {items === undefined ? (
        error === null ? (
          <Skeleton className="my-4 w-1/2" />
        ) : (
          <Failed error={error} what="The rules" onRetry={() => void refetch()} />
        )
      ) : items.length === 0 ? (
        <Empty title="No rule yet" action={add}>
          <p>
            Built-in rules know what fails everywhere. Write down what fails only here: a line of your own software, one
            line after another, too many of a line, or a line that stops. A rule proves itself on its own samples before
            it is saved.
          </p>
        </Empty>
      ) : (
        <Table two>
          <thead>
            <tr>
              <th scope="col">Severity</th>
              <th scope="col">Rule</th>
              <th scope="col" className="wide-only">
                Fired lately
              </th>
              <th scope="col">Changed</th>
              <th scope="col">
                <span className="sr-only">Action</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {items.map((rule) => (
              <Row key={rule.id} rule={rule} onRemove={() => remove(rule)} />
            ))}
          </tbody>
        </Table>
      )}
    </Section>
  );
}

function Row({ rule, onRemove }: { rule: ProjectRule; onRemove: () => void }) {
  const { href } = useProject();
  return (
    <tr className={cn(!rule.enabled && "text-fg-3")}>
      <td className="first">
        <SeverityMark severity={rule.severity} className="w-[72px]" />
      </td>
      <td className="fill">
        <Link href={`${href}/settings/rules/${rule.id}`} className="font-medium text-fg hover:text-accent">
          {rule.title}
        </Link>{" "}
        <span className="font-mono text-12 text-fg-3">{rule.ruleId}</span>
      </td>
      <td className="wide-only whitespace-nowrap text-fg-2">
        <Fired rule={rule} />
      </td>
      <td className="whitespace-nowrap text-fg-2">
        <Time at={rule.updatedAt} style="relative" /> by {rule.updatedBy}
      </td>
      <td className="num whitespace-nowrap">
        <Switch rule={rule} />
        <Button size="sm" variant="ghost" aria-label={`Remove ${rule.ruleId}`} onClick={onRemove}>
          Remove
        </Button>
      </td>
    </tr>
  );
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
