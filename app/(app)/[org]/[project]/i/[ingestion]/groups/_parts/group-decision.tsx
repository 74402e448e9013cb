"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Check, ChevronDown, EyeOff, RotateCcw } from "lucide-react";
import { useState } from "react";
import type { CallInput } from "#contracts/endpoint.ts";
import { getGroup, listGroups, updateGroup, type GroupDecision, type GroupDetail } from "#contracts/group.ts";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Menu, MenuContent, MenuItem, MenuTrigger } from "#components/ui/menu.tsx";
import { Time } from "#components/ui/time.tsx";
import { notify, notifyError } from "#components/ui/toast.tsx";
import { call } from "#lib/client/call.ts";
import { keyOf } from "#lib/client/query.ts";
import { useIngestion } from "../../_parts/ingestion-context.tsx";

type Decision = CallInput<typeof updateGroup>["body"];

const DAY_MS = 86_400_000;
const IGNORED_FOR = [
  { label: "For a day", days: 1 },
  { label: "For a week", days: 7 },
  { label: "For 30 days", days: 30 },
  { label: "For good", days: null },
] as const;

/** Resolve, ignore for a time, open again: one click each, undone from the toast. */
export function DecisionButtons({ group }: { group: GroupDetail }) {
  const decide = useDecision(group);
  if (group.state !== "open") {
    return (
      <Button disabled={decide.pending} onClick={() => decide.run({ state: "open" }, "Group open again")}>
        <RotateCcw aria-hidden />
        Open again
      </Button>
    );
  }
  return (
    <>
      <Button
        disabled={decide.pending}
        onClick={() => decide.run({ state: "resolved" }, "Group resolved; if it comes again it is marked regressed")}
      >
        <Check aria-hidden />
        Resolve
      </Button>
      <Menu>
        <MenuTrigger asChild>
          <Button disabled={decide.pending}>
            <EyeOff aria-hidden />
            Ignore
            <ChevronDown aria-hidden />
          </Button>
        </MenuTrigger>
        <MenuContent align="start">
          {IGNORED_FOR.map(({ label, days }) => (
            <MenuItem
              key={label}
              onSelect={() =>
                decide.run(
                  {
                    state: "ignored",
                    until: days === null ? null : new Date(Date.now() + days * DAY_MS).toISOString(),
                  },
                  "Group ignored",
                )
              }
            >
              {label}
            </MenuItem>
          ))}
        </MenuContent>
      </Menu>
    </>
  );
}

/** Who decided what and why; of a group that came back, what was said when it was resolved. */
export function DecisionText({ group }: { group: GroupDetail }) {
  const [editing, setEditing] = useState(false);
  const { state, decision, recurrence } = group;
  if (decision === null) return null;
  if (state === "open" && recurrence !== "regressed") return null;
  if (editing) return <DecisionForm group={group} decision={decision} onDone={() => setEditing(false)} />;
  const said = [decision.release === null ? null : `in ${decision.release}`, decision.note].filter(
    (text) => text !== null,
  );
  return (
    <div className="mt-2 text-12 text-fg-2">
      <p>
        {state === "open" ? (
          <>
            <b className="font-medium text-error">Came back here</b> after {decision.by} resolved it,{" "}
          </>
        ) : (
          <>
            {state === "resolved" ? "Resolved" : "Ignored"} by {decision.by},{" "}
          </>
        )}
        <Time at={decision.at} style="relative" />
        {decision.until === null ? null : (
          <>
            , until <Time at={decision.until} style="stamp" />
          </>
        )}
        .
      </p>
      {said.length === 0 ? null : <p className="mt-1 [overflow-wrap:anywhere] text-fg">{said.join(": ")}</p>}
      {state === "open" ? null : (
        <Button size="sm" variant="ghost" className="mt-1 -ml-2" onClick={() => setEditing(true)}>
          {said.length === 0 ? (state === "resolved" ? "Add a note or a release" : "Add a reason") : "Edit"}
        </Button>
      )}
    </div>
  );
}

function DecisionForm({
  group,
  decision,
  onDone,
}: {
  group: GroupDetail;
  decision: GroupDecision;
  onDone: () => void;
}) {
  const decide = useDecision(group);
  const [note, setNote] = useState(decision.note ?? "");
  const [release, setRelease] = useState(decision.release ?? "");
  const resolved = group.state === "resolved";
  return (
    <form
      className="mt-2 grid gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        decide.run({ ...decision, state: group.state, note, release }, "Saved", onDone);
      }}
    >
      <Field label={resolved ? "What was done" : "Why"}>
        <Input value={note} maxLength={500} autoFocus onChange={(event) => setNote(event.target.value)} />
      </Field>
      {resolved ? (
        <Field label="Release with the fix" hint="For instance 2.4.1">
          <Input value={release} maxLength={60} onChange={(event) => setRelease(event.target.value)} />
        </Field>
      ) : null}
      <div className="flex gap-2">
        <Button type="submit" disabled={decide.pending}>
          Save
        </Button>
        <Button variant="ghost" onClick={onDone}>
          Leave as it is
        </Button>
      </div>
    </form>
  );
}

function useDecision(group: GroupDetail) {
  const { params } = useIngestion();
  const client = useQueryClient();
  const update = useMutation({
    mutationFn: (body: Decision) =>
      call(updateGroup, { params: { projectId: params.projectId, groupId: group.id }, body }),
    onSuccess: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: keyOf(getGroup) }),
        client.invalidateQueries({ queryKey: keyOf(listGroups) }),
      ]),
    onError: notifyError,
  });
  const before: Decision = { ...group.decision, state: group.state };
  return {
    pending: update.isPending,
    run: (decision: Decision, said: string, then?: () => void) =>
      update.mutate(decision, {
        onSuccess: () => {
          notify(said, { undo: () => update.mutate(before) });
          then?.();
        },
      }),
  };
}
