"use client";

import { useState } from "react";
import type { GroupRule } from "#contracts/group-rule.ts";
import type { GroupDetail } from "#contracts/group.ts";
import { RulePanel } from "#components/grouping/rule-panel.tsx";
import { Template } from "#components/log/template.tsx";
import { Button } from "#components/ui/button.tsx";
import { Link } from "#components/ui/link.tsx";
import { Section } from "#components/ui/section.tsx";
import { Table } from "#components/ui/table.tsx";
import { formatCount } from "#lib/client/number.ts";
import { useIngestion } from "../../_parts/ingestion-context.tsx";

type Member = GroupDetail["members"][number];

const SHOWN = 12;

/** The templates that count as the group here, why each does, and how to take one out. */
export function Members({ group }: { group: GroupDetail }) {
  const { params } = useIngestion();
  const [all, setAll] = useState(false);
  const [split, setSplit] = useState<GroupRule | null>(null);
  const { members } = group;
  const shown = all ? members : members.slice(0, SHOWN);
  if (members.length < 2) return null;
  return (
    <Section title="Templates" note={`${formatCount(members.length)} count as this group`}>
      {split === null ? null : (
        <RulePanel className="mb-3" projectId={params.projectId} rule={split} onClose={() => setSplit(null)} />
      )}
      <Table two>
        <thead>
          <tr>
            <th scope="col">Template</th>
            <th scope="col">Why it belongs</th>
            <th scope="col" className="num">
              Events
            </th>
            <th scope="col">
              <span className="sr-only">Action</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {shown.map((member) => (
            <tr key={member.fingerprint}>
              <td className="fill first font-mono text-log leading-(--leading-log) [overflow-wrap:anywhere]">
                <Template template={member.template} />
              </td>
              <td className="text-12 text-fg-2 md:min-w-[300px]">
                <Why member={member} group={group} />
              </td>
              <td className="num" data-unit={member.count === 1 ? "event" : "events"}>
                {formatCount(member.count)}
              </td>
              <td className="num">
                <Button
                  size="sm"
                  variant="ghost"
                  aria-label={`Split off ${member.template.slice(0, 80)}`}
                  onClick={() => setSplit({ kind: "split", fingerprint: member.fingerprint })}
                >
                  Split off
                </Button>
              </td>
            </tr>
          ))}
        </tbody>
      </Table>
      {members.length > shown.length ? (
        <Button variant="ghost" className="mt-2" onClick={() => setAll(true)}>
          Show all {formatCount(members.length)}
        </Button>
      ) : null}
    </Section>
  );
}

const BY_RULE: Record<GroupRule["kind"], string> = {
  merge: "merged",
  split: "split off",
  variable: "a word made a variable",
  ignore: "a word ignored",
  constant: "a value kept apart",
  regex: "a pattern",
};

function Why({ member, group }: { member: Member; group: GroupDetail }) {
  const { projectHref } = useIngestion();
  const { rule, words } = member;
  if (rule !== null)
    return (
      <>
        <Link href={`${projectHref}/groups/rules`}>{BY_RULE[rule.kind]}</Link> by {rule.createdBy}
      </>
    );
  if (words.length > 0) return <>differs in one of many words, as {words.slice(0, 3).join(", ")}</>;
  return member.fingerprint === group.fingerprint ? <>names the group</> : <>came with its group</>;
}
