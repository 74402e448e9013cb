"use client";

import { ListTable } from "#components/ui/list-table.tsx";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { createKey, listKeys, revokeKey, type ApiKey } from "#contracts/organization.ts";
import { useOrganization, useProject } from "#components/shell/session.tsx";
import { ShownOnce } from "#components/settings/shown-once.tsx";
import { useDeferredRemoval } from "#components/settings/use-deferred-removal.ts";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Section } from "#components/ui/section.tsx";
import { Time } from "#components/ui/time.tsx";
import { call } from "#lib/client/call.ts";
import { keyOf, query } from "#lib/client/query.ts";

/** API keys of the project: made here, shown once, revoked here. */
export function Keys() {
  const { role } = useOrganization();
  return (
    <div id="keys" className="border-t border-line first:border-t-0 [&>section>*]:max-w-[940px]">
      {role === "admin" ? (
        <KeyList />
      ) : (
        <Section title="API keys">
          <p className="text-fg-2">Keys are made and revoked by admins. Ask one of them for a key of this project.</p>
        </Section>
      )}
    </div>
  );
}

function KeyList() {
  const { id: projectId } = useProject();
  const params = { projectId };
  const client = useQueryClient();
  const listed = useQuery(query(listKeys, { params }));
  const [name, setName] = useState("");
  const refresh = () => client.invalidateQueries({ queryKey: keyOf(listKeys) });
  const create = useMutation({
    mutationFn: () => call(createKey, { params, body: { name } }),
    onSuccess: () => {
      setName("");
      return refresh();
    },
  });
  const { isLeaving, remove } = useDeferredRemoval<ApiKey>({
    said: (key) => `Key ${key.name} revoked`,
    remove: (key) => call(revokeKey, { params: { projectId, keyId: key.id } }),
    after: refresh,
  });
  const keys = listed.data?.items.filter((key) => key.revokedAt === null && !isLeaving(key.id));
  return (
    <Section title="API keys" note="for sending logs and reading progress; each works in this project only">
      <form
        className="flex max-w-[480px]! items-end gap-2"
        onSubmit={(event) => {
          event.preventDefault();
          create.mutate();
        }}
      >
        <Field label="Name of the new key" className="flex-1" error={create.error?.message ?? null}>
          <Input
            value={name}
            onChange={(event) => setName(event.target.value)}
            placeholder="ci-nightly"
            maxLength={80}
            autoComplete="off"
          />
        </Field>
        <Button type="submit" variant="primary" disabled={name.trim() === "" || create.isPending}>
          Make key
        </Button>
      </form>
      {create.data === undefined ? null : (
        <ShownOnce
          key={create.data.key.id}
          label={`Key ${create.data.key.name}`}
          secret={create.data.secret}
          hint="This is the only time it is shown. Keep it as AIOPS_KEY where the logs are sent from."
        />
      )}
      <ListTable
        what="The keys"
        query={listed}
        rows={keys}
        className="mt-3"
        empty={<p className="mt-3 text-fg-2">No key yet.</p>}
        columns={[
          { head: "Name", kind: "first", className: "font-medium", cell: (key) => key.name },
          { head: "Begins with", cell: (key) => <code>{key.prefix}…</code> },
          {
            head: "Made",
            className: "text-fg-2",
            cell: (key) => (
              <>
                <Time at={key.createdAt} style="relative" /> by {key.createdBy}
              </>
            ),
          },
          {
            head: "Last used",
            className: "text-fg-2",
            cell: (key) => (key.lastUsedAt === null ? "never used" : <Time at={key.lastUsedAt} style="relative" />),
          },
          {
            head: "Action",
            quiet: true,
            kind: "num",
            cell: (key) => (
              <Button size="sm" variant="ghost" aria-label={`Revoke ${key.name}`} onClick={() => remove(key)}>
                Revoke
              </Button>
            ),
          },
        ]}
      />
    </Section>
  );
}
