"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { createOrganization, getMe } from "#contracts/organization.ts";
import { useGo } from "#components/shell/use-go.ts";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { call } from "#lib/client/call.ts";
import { keyOf } from "#lib/client/query.ts";

export function NewOrganization() {
  const [name, setName] = useState("");
  const client = useQueryClient();
  const go = useGo();
  const create = useMutation({
    mutationFn: () => call(createOrganization, { body: { name } }),
    onSuccess: async ({ slug }) => {
      await client.invalidateQueries({ queryKey: keyOf(getMe) });
      go(`/${slug}`);
    },
  });
  return (
    <form
      className="grid gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        create.mutate();
      }}
    >
      <Field label="Name" error={create.error?.message ?? null}>
        <Input value={name} onChange={(event) => setName(event.target.value)} autoFocus className="h-8" />
      </Field>
      <div>
        <Button type="submit" variant="primary" disabled={name.trim() === "" || create.isPending} className="h-8 px-4">
          Make it
        </Button>
      </div>
    </form>
  );
}
