"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { listFindings, type Finding } from "#contracts/finding.ts";
import { getIngestion, getOverview } from "#contracts/ingestion.ts";
import { listMembers } from "#contracts/organization.ts";
import { createSuppression, DEFAULT_DAYS, listSuppressions, removeSuppression } from "#contracts/suppression.ts";
import { useOrganization } from "#components/shell/session.tsx";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input, Select } from "#components/ui/input.tsx";
import { notify, notifyError } from "#components/ui/toast.tsx";
import { call } from "#lib/client/call.ts";
import { keyOf, query } from "#lib/client/query.ts";
import { useIngestion } from "../../_parts/ingestion-context.tsx";

type Reach = "here" | "rule" | "service" | "group";
const SPANS = [
  ["7", "7 days"],
  ["30", "30 days"],
  ["90", "90 days"],
  ["", "no end"],
] as const;

/** Dismisses a finding with a reason: here only, or for the project, with an owner and an end. */
export function DismissForm({
  finding,
  onDismiss,
  onClose,
}: {
  finding: Finding;
  onDismiss: (reason: string) => void;
  onClose: () => void;
}) {
  const { id: organizationId } = useOrganization();
  const { data: members } = useQuery(query(listMembers, { params: { organizationId } }));
  const [reason, setReason] = useState("");
  const [reach, setReach] = useState<Reach>("here");
  const [days, setDays] = useState(String(DEFAULT_DAYS));
  const [owner, setOwner] = useState<string | null>(null);
  const suppress = useSuppress(onClose);
  const reaches: [Reach, string][] = [
    ["here", "this finding, here"],
    ["rule", "its rule, in the project"],
    ...(finding.services.length === 1 ? [["service", `its rule in ${finding.services[0]}`] as [Reach, string]] : []),
    ...(finding.groups.length === 1 ? [["group", "its rule on this group"] as [Reach, string]] : []),
  ];
  const submit = () => {
    const why = reason.trim();
    if (why === "") return;
    if (reach === "here") return onDismiss(why);
    const ownerId = owner ?? members?.items.find(({ you }) => you)?.userId;
    suppress.mutate({
      findingId: finding.id,
      scope: reach,
      reason: why,
      days: days === "" ? null : Number(days),
      ...(ownerId !== undefined && { ownerId }),
    });
  };
  return (
    <form
      className="mt-2.5 grid gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <Field label="Why is it none?">
        <Input
          autoFocus
          maxLength={500}
          placeholder="planned failover, test traffic, …"
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
      </Field>
      <Field label="Hide">
        <Select className="w-full" value={reach} onChange={(event) => setReach(event.target.value as Reach)}>
          {reaches.map(([value, label]) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </Select>
      </Field>
      {reach === "here" ? null : (
        <div className="grid grid-cols-2 gap-2">
          <Field label="For">
            <Select className="w-full" value={days} onChange={(event) => setDays(event.target.value)}>
              {SPANS.map(([value, label]) => (
                <option key={value} value={value}>
                  {label}
                </option>
              ))}
            </Select>
          </Field>
          <Field label="Owner">
            <Select className="w-full" value={owner ?? ""} onChange={(event) => setOwner(event.target.value || null)}>
              <option value="">you</option>
              {members?.items
                .filter(({ you }) => !you)
                .map((member) => (
                  <option key={member.userId} value={member.userId}>
                    {member.name}
                  </option>
                ))}
            </Select>
          </Field>
        </div>
      )}
      <div className="flex gap-2">
        <Button type="submit" disabled={reason.trim() === "" || suppress.isPending}>
          {reach === "here" ? "Dismiss" : "Suppress"}
        </Button>
        <Button variant="ghost" onClick={onClose}>
          Leave it
        </Button>
      </div>
    </form>
  );
}

interface Wanted {
  findingId: string;
  scope: "rule" | "service" | "group";
  reason: string;
  days: number | null;
  ownerId?: string;
}

function useSuppress(onDone: () => void) {
  const { params } = useIngestion();
  const { projectId, ingestionId } = params;
  const client = useQueryClient();
  const refresh = () =>
    Promise.all(
      [listFindings, getOverview, getIngestion, listSuppressions].map((endpoint) =>
        client.invalidateQueries({ queryKey: keyOf(endpoint) }),
      ),
    );
  const take = useMutation({
    mutationFn: (suppressionId: string) => call(removeSuppression, { params: { projectId, suppressionId } }),
    onSuccess: refresh,
    onError: notifyError,
  });
  return useMutation({
    mutationFn: (wanted: Wanted) =>
      call(createSuppression, { params: { projectId }, body: { ingestionId, ...wanted } }),
    onSuccess: async ({ id }) => {
      notify("Suppressed; the story is told without it", { undo: () => take.mutate(id) });
      onDone();
      await refresh();
    },
    onError: notifyError,
  });
}
