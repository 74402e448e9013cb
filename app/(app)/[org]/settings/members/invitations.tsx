"use client";

import { ListTable } from "#components/ui/list-table.tsx";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { createInvitation, listInvitations, removeInvitation, Role, type Invitation } from "#contracts/organization.ts";
import { useOrganization } from "#components/shell/session.tsx";
import { ShownOnce } from "#components/settings/shown-once.tsx";
import { useDeferredRemoval } from "#components/settings/use-deferred-removal.ts";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input, Select } from "#components/ui/input.tsx";
import { Section } from "#components/ui/section.tsx";
import { Time } from "#components/ui/time.tsx";
import { call } from "#lib/client/call.ts";
import { keyOf, query } from "#lib/client/query.ts";

/** Inviting by link, and the links that are out. For admins. */
export function Invitations() {
  const { id: organizationId, role } = useOrganization();
  const client = useQueryClient();
  const refresh = () => client.invalidateQueries({ queryKey: keyOf(listInvitations) });
  if (role !== "admin") return null;
  return (
    <>
      <Invite organizationId={organizationId} onInvited={refresh} />
      <OpenInvitations organizationId={organizationId} refresh={refresh} />
    </>
  );
}

function Invite({ organizationId, onInvited }: { organizationId: string; onInvited: () => Promise<unknown> }) {
  const [email, setEmail] = useState("");
  const [role, setRole] = useState<Role>("member");
  const invite = useMutation({
    mutationFn: () =>
      call(createInvitation, {
        params: { organizationId },
        body: { role, ...(email.trim() && { email: email.trim() }) },
      }),
    onSuccess: () => {
      setEmail("");
      return onInvited();
    },
  });
  return (
    <Section title="Invite">
      <form
        noValidate
        className="grid max-w-[640px]! items-start gap-2 md:grid-cols-[minmax(0,1fr)_120px_auto]"
        onSubmit={(event) => {
          event.preventDefault();
          invite.mutate();
        }}
      >
        <Field label="For whom, optional" error={invite.error?.message ?? null}>
          <Input
            type="email"
            value={email}
            onChange={(event) => setEmail(event.target.value)}
            placeholder="name@company.example, to tell the links apart"
            autoComplete="off"
          />
        </Field>
        <Field label="Role">
          <Select
            className="w-full"
            value={role}
            onChange={(event) => setRole(event.target.value === "admin" ? "admin" : "member")}
          >
            {Role.options.toReversed().map((name) => (
              <option key={name}>{name}</option>
            ))}
          </Select>
        </Field>
        <Button type="submit" variant="primary" disabled={invite.isPending} className="md:mt-[22px]">
          Make link
        </Button>
      </form>
      {invite.data === undefined ? null : (
        <ShownOnce
          key={invite.data.invitation.id}
          label={`Invitation link, ${invite.data.invitation.role}`}
          secret={invite.data.link}
          hint="This is the only time it is shown. Send it to the person yourself; it works once."
        />
      )}
      <p className="mt-1.5 text-fg-3">
        A member reads and analyses everything in the organization. An admin also invites, makes keys and deletes.
      </p>
    </Section>
  );
}

const STATES: Record<Invitation["status"], string> = {
  open: "",
  accepted: "Accepted",
  revoked: "Revoked",
  expired: "Expired",
};

function OpenInvitations({ organizationId, refresh }: { organizationId: string; refresh: () => Promise<unknown> }) {
  const invitations = useQuery(query(listInvitations, { params: { organizationId } }));
  const { isLeaving, remove } = useDeferredRemoval<Invitation>({
    said: () => "Invitation revoked",
    remove: ({ id }) => call(removeInvitation, { params: { organizationId, invitationId: id } }),
    after: refresh,
  });
  const shown = invitations.data?.items.filter(
    ({ id, status }) => (status === "open" || status === "expired") && !isLeaving(id),
  );
  if (shown?.length === 0) return null;
  return (
    <Section title="Invitations" note={shown?.length}>
      <ListTable
        what="The invitations"
        query={invitations}
        rows={shown}
        columns={[
          { head: "For", quiet: true, kind: "first", cell: ({ email }) => email ?? "anyone with the link" },
          { head: "Role", quiet: true, className: "text-fg-2", cell: (invitation) => invitation.role },
          {
            head: "Made",
            quiet: true,
            className: "text-fg-2",
            cell: ({ createdAt, invitedBy }) => (
              <>
                made <Time at={createdAt} style="relative" /> by {invitedBy}
              </>
            ),
          },
          {
            head: "State",
            quiet: true,
            className: "text-fg-2",
            cell: ({ status, expiresAt }) =>
              status === "open" ? (
                <>
                  expires <Time at={expiresAt} style="relative" />
                </>
              ) : (
                <b>{STATES[status]}</b>
              ),
          },
          {
            head: "Action",
            quiet: true,
            kind: "num",
            cell: (invitation) => (
              <Button size="sm" variant="ghost" onClick={() => remove(invitation)}>
                {invitation.status === "open" ? "Revoke" : "Remove"}
              </Button>
            ),
          },
        ]}
      />
    </Section>
  );
}
