"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { getMe, getProject, removeProject, updateProject } from "#contracts/organization.ts";
import { RenameForm } from "#components/settings/rename-form.tsx";
import { useOrganization, useProject } from "#components/shell/session.tsx";
import { useGo } from "#components/shell/use-go.ts";
import { DeleteByName } from "#components/ui/dialog.tsx";
import { Section } from "#components/ui/section.tsx";
import { call } from "#lib/client/call.ts";
import { plural } from "#lib/client/number.ts";
import { keyOf, query } from "#lib/client/query.ts";

/** Rename and delete; for admins. */
export function ProjectGeneral() {
  const { id: projectId, name } = useProject();
  const organization = useOrganization();
  const params = { projectId };
  const client = useQueryClient();
  const go = useGo();
  const { data } = useQuery(query(getProject, { params }));
  if (organization.role !== "admin") return null;
  return (
    <>
      <Section title="Name">
        <RenameForm
          name={data?.name ?? name}
          label="Project name"
          hint="The address stays as it is, so that links keep working."
          onRename={async (next) => {
            await call(updateProject, { params, body: { name: next } });
            await Promise.all([
              client.invalidateQueries({ queryKey: keyOf(getMe) }),
              client.invalidateQueries({ queryKey: keyOf(getProject) }),
            ]);
          }}
        />
      </Section>
      <Section title="Danger zone">
        <div className="flex flex-wrap items-center gap-4 md:flex-nowrap">
          <p className="flex-1 text-fg-2">
            Delete the project with its {data === undefined ? "ingestions" : plural(data.ingestions, "ingestion")},
            groups, reports and keys. Asks for its name. Cannot be undone.
          </p>
          <DeleteByName
            name={data?.name ?? name}
            what="project"
            consequence="Its ingestions, stored logs, groups, reports and keys go with it. This cannot be undone."
            onConfirm={async (confirm) => {
              await call(removeProject, { params, body: { confirm } });
              go(`/${organization.slug}`);
              await client.invalidateQueries({ queryKey: keyOf(getMe) });
            }}
          />
        </div>
      </Section>
    </>
  );
}
