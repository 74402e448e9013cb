"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { getMe, listProjects, removeOrganization, updateOrganization } from "#contracts/organization.ts";
import { RenameForm } from "#components/settings/rename-form.tsx";
import { useOrganization } from "#components/shell/session.tsx";
import { DeleteByName } from "#components/ui/dialog.tsx";
import { Section } from "#components/ui/section.tsx";
import { call } from "#lib/client/call.ts";
import { plural } from "#lib/client/number.ts";
import { keyOf, query } from "#lib/client/query.ts";

/** Name and end of an organization; for admins. */
export function General() {
  const { id: organizationId, name, role } = useOrganization();
  const params = { organizationId };
  const client = useQueryClient();
  const { data } = useQuery(query(listProjects, { params }));
  if (role !== "admin") {
    return (
      <Section title="Name">
        <p className="text-fg-2">{name}. Only an admin can rename or delete the organization.</p>
      </Section>
    );
  }
  const projects = data?.items ?? [];
  const ingestions = projects.reduce((sum, project) => sum + project.ingestions, 0);
  return (
    <>
      <Section title="Name">
        <RenameForm
          name={name}
          label="Organization name"
          hint="The address stays as it is, so that links keep working."
          onRename={async (next) => {
            await call(updateOrganization, { params, body: { name: next } });
            await client.invalidateQueries({ queryKey: keyOf(getMe) });
          }}
        />
      </Section>
      <Section title="Danger zone">
        <div className="flex flex-wrap items-center gap-4 md:flex-nowrap">
          <p className="flex-1 text-fg-2">
            Delete the organization with its {plural(projects.length, "project")} and {plural(ingestions, "ingestion")}.
            Asks for its name. Cannot be undone.
          </p>
          <DeleteByName
            name={name}
            what="organization"
            consequence="Every project, ingestion, stored log, report and key in it goes with it, for all members. This cannot be undone."
            onConfirm={async (confirm) => {
              await call(removeOrganization, { params, body: { confirm } });
              location.assign("/home");
            }}
          />
        </div>
      </Section>
    </>
  );
}
