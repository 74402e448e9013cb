"use client";

import { ListTable } from "#components/ui/list-table.tsx";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { getMe, listMembers, removeMember, Role, updateMember, type Member } from "#contracts/organization.ts";
import { useDeferredRemoval } from "#components/settings/use-deferred-removal.ts";
import { Avatar } from "#components/shell/avatar.tsx";
import { useOrganization } from "#components/shell/session.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { Select } from "#components/ui/input.tsx";
import { Section } from "#components/ui/section.tsx";
import { Time } from "#components/ui/time.tsx";
import { notify, notifyError } from "#components/ui/toast.tsx";
import { call } from "#lib/client/call.ts";
import { keyOf, query } from "#lib/client/query.ts";

type Row = Member & { id: string };

/** Who is in the organization, with roles to change and ways out. The last admin cannot go. */
export function Members() {
  const { id: organizationId, role, name } = useOrganization();
  const params = { organizationId };
  const client = useQueryClient();
  const listed = useQuery(query(listMembers, { params }));
  const refresh = () => client.invalidateQueries({ queryKey: keyOf(listMembers) });
  const change = useMutation({
    mutationFn: (to: { userId: string; role: Role }) =>
      call(updateMember, { params: { organizationId, userId: to.userId }, body: { role: to.role } }),
    onSuccess: async (member) => {
      if (member.you) await client.invalidateQueries({ queryKey: keyOf(getMe) });
      return refresh();
    },
    onError: notifyError,
  });
  const { isLeaving, remove } = useDeferredRemoval<Row>({
    said: (member) => (member.you ? `You are leaving ${name}` : `Removed ${member.name} from ${name}`),
    remove: ({ userId }) => call(removeMember, { params: { organizationId, userId } }),
    after: refresh,
  });
  const leave = useMutation({
    mutationFn: (userId: string) => call(removeMember, { params: { organizationId, userId } }),
    onSuccess: () => location.assign("/home"),
    onError: notifyError,
  });
  const members = listed.data?.items
    .map((member): Row => ({ ...member, id: member.userId }))
    .filter(({ id }) => !isLeaving(id));
  const admins = members?.filter((member) => member.role === "admin").length ?? 0;
  const isLastAdmin = (member: Row) => member.role === "admin" && admins === 1;
  const setRole = (member: Row, to: Role) =>
    change.mutate(
      { userId: member.userId, role: to },
      {
        onSuccess: () =>
          notify(`${member.name} is now ${to === "admin" ? "an admin" : "a member"}`, {
            undo: () => change.mutate({ userId: member.userId, role: member.role }),
          }),
      },
    );
  return (
    <Section
      title="Members"
      note={
        members === undefined ? undefined : `${members.length}, of which ${admins} ${admins === 1 ? "admin" : "admins"}`
      }
    >
      <ListTable
        what="The members"
        query={listed}
        rows={members}
        className="md:[&_td]:h-11"
        columns={[
          {
            head: "Name",
            kind: "first",
            className: "max-md:w-full md:w-[46%]",
            cell: (member) => <Who member={member} />,
          },
          {
            head: "Role",
            cell: (member) => (
              <Select
                aria-label={`Role of ${member.name}`}
                value={member.role}
                disabled={role !== "admin" || isLastAdmin(member) || change.isPending}
                title={isLastAdmin(member) ? "The last admin stays one: make another first" : undefined}
                onChange={(event) => setRole(member, event.target.value === "admin" ? "admin" : "member")}
              >
                {Role.options.map((option) => (
                  <option key={option}>{option}</option>
                ))}
              </Select>
            ),
          },
          {
            head: "Joined",
            className: "text-fg-2",
            cell: ({ joinedAt }) => <Time at={joinedAt} style="relative" />,
          },
          {
            head: "Action",
            quiet: true,
            kind: "num",
            cell: (member) =>
              member.you ? (
                <Button
                  size="sm"
                  variant="ghost"
                  disabled={isLastAdmin(member) || leave.isPending}
                  title={isLastAdmin(member) ? "The last admin cannot leave: make another first" : undefined}
                  onClick={() => leave.mutate(member.userId)}
                >
                  Leave
                </Button>
              ) : role === "admin" ? (
                <Button size="sm" variant="ghost" aria-label={`Remove ${member.name}`} onClick={() => remove(member)}>
                  Remove
                </Button>
              ) : null,
          },
        ]}
      />
    </Section>
  );
}

function Who({ member }: { member: Member }) {
  return (
    <span className="flex items-center gap-2.5">
      <Avatar name={member.name} />
      <span className="min-w-0 leading-4">
        <b className="font-medium">{member.name}</b> {member.you ? <Badge>you</Badge> : null}
        <span className="block truncate text-12 text-fg-3">{member.email}</span>
      </span>
    </span>
  );
}
