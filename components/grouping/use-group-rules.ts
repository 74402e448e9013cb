"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import {
  createGroupRule,
  getGroupRule,
  listGroupRules,
  removeGroupRule,
  tryGroupRule,
  type AppliedGroupRule,
  type GroupRule,
  type GroupRulePreview,
} from "#contracts/group-rule.ts";
import { notify, notifyError } from "#components/ui/toast.tsx";
import { call } from "#lib/client/call.ts";
import { keyOf, query } from "#lib/client/query.ts";

const isBusy = ({ status }: AppliedGroupRule) => status === "applying" || status === "removing";

/** The rules of a project. While one is being applied they are asked for again; what is on the page follows it. */
export function useGroupRules(projectId: string) {
  const client = useQueryClient();
  const { data, error, refetch } = useQuery({
    ...query(listGroupRules, { params: { projectId } }),
    refetchInterval: ({ state }) => (state.data?.items.some(isBusy) ? 1000 : false),
  });
  const busy = data?.items.filter(isBusy) ?? [];
  const at = data?.items.map(({ id, status, progress }) => `${id} ${status} ${progress?.done}`).join();
  const before = useRef(at);
  useEffect(() => {
    const known = before.current;
    before.current = at;
    if (known === undefined || known === at) return;
    // Groups are in most answers: counts, findings, stories.
    void client.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== keyOf(listGroupRules)[0] });
  }, [at, client]);
  return { rules: data?.items, busy, error, refetch };
}

/** What a rule would do; asked again until a worker has counted it. */
export function useTrial(projectId: string, rule: GroupRule | null) {
  const params = { projectId };
  const tried = useQuery({
    queryKey: [...keyOf(tryGroupRule), projectId, rule],
    queryFn: ({ signal }) => {
      if (rule === null) throw new Error("nothing to try");
      return call(tryGroupRule, { params, body: { rule } }, { signal });
    },
    enabled: rule !== null,
    staleTime: 0,
    gcTime: 0,
    retry: false,
  });
  const trialId = tried.data?.trialId ?? null;
  const counted = useQuery({
    ...query(getGroupRule, { params: { ...params, ruleId: trialId ?? "" } }),
    enabled: trialId !== null,
    refetchInterval: ({ state }) => (state.data?.preview == null && state.data?.failure == null ? 500 : false),
  });
  const preview: GroupRulePreview | null = tried.data?.preview ?? counted.data?.preview ?? null;
  const error = tried.error?.message ?? counted.error?.message ?? counted.data?.failure ?? null;
  return { preview, error, counting: rule !== null && preview === null && error === null, byWorker: trialId !== null };
}

/** Applies a rule and offers to take it back. */
export function useApplyRule(projectId: string, onApplied: (rule: AppliedGroupRule) => void) {
  const client = useQueryClient();
  const { remove } = useRemoveRule(projectId);
  return useMutation({
    mutationFn: (rule: GroupRule) => call(createGroupRule, { params: { projectId }, body: { rule } }),
    onSuccess: async (applied) => {
      notify("Rule applied; groups are being counted again", { undo: () => remove(applied.id) });
      await client.invalidateQueries({ queryKey: keyOf(listGroupRules) });
      onApplied(applied);
    },
  });
}

/** Takes a rule back. */
export function useRemoveRule(projectId: string) {
  const client = useQueryClient();
  const removal = useMutation({
    mutationFn: (ruleId: string) => call(removeGroupRule, { params: { projectId, ruleId } }),
    onSuccess: () => client.invalidateQueries({ queryKey: keyOf(listGroupRules) }),
    onError: notifyError,
  });
  return { remove: (ruleId: string) => removal.mutate(ruleId), removing: removal.isPending };
}
