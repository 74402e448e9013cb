"use client";

import { useQuery } from "@tanstack/react-query";
import { listRules } from "#contracts/rule.ts";
import { useProject } from "#components/shell/session.tsx";
import { Empty } from "#components/ui/empty.tsx";
import { Failed } from "#components/ui/failed.tsx";
import { Link } from "#components/ui/link.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { query } from "#lib/client/query.ts";
import { RuleEditor } from "./rule-editor.tsx";

/** The editor over a rule of the project. */
export function SavedRule({ id }: { id: string }) {
  const { id: projectId, href } = useProject();
  const { data, error, refetch } = useQuery(query(listRules, { params: { projectId } }));
  const rule = data?.items.find((one) => one.id === id);
  if (rule !== undefined) return <RuleEditor key={rule.id} saved={rule} />;
  if (error !== null)
    return <Failed error={error} what="The rule" onRetry={() => void refetch()} className="px-3 md:px-6" />;
  if (data === undefined) return <Skeleton className="m-6 w-1/3" />;
  return (
    <Empty
      className="px-3 md:px-6"
      title="This rule is not here"
      action={<Link href={`${href}/settings/rules`}>All rules</Link>}
    >
      It was removed, or the address is wrong.
    </Empty>
  );
}
