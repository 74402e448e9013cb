"use client";

import { Empty } from "#components/ui/empty.tsx";
import { ListTable } from "#components/ui/list-table.tsx";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Settings } from "lucide-react";
import { useState } from "react";
import { createProject, getMe, listProjects } from "#contracts/organization.ts";
import { useOrganization } from "#components/shell/session.tsx";
import { useGo } from "#components/shell/use-go.ts";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Link } from "#components/ui/link.tsx";
import { PageHead, Section } from "#components/ui/section.tsx";
import { Time } from "#components/ui/time.tsx";
import { call } from "#lib/client/call.ts";
import { formatCount, formatShort } from "#lib/client/number.ts";
import { keyOf, query } from "#lib/client/query.ts";

/** An organization's projects, and for admins a new one. */
export function Projects() {
  const organization = useOrganization();
  const projects = useQuery(query(listProjects, { params: { organizationId: organization.id } }));
  return (
    <>
      <PageHead
        title={organization.name}
        end={
          <Button variant="ghost" asChild>
            <Link href={`/${organization.slug}/settings/members`}>
              <Settings aria-hidden /> Members and settings
            </Link>
          </Button>
        }
      />
      <main id="main" className="flex-1 border-t border-line">
        <Section title="Projects" note={projects.data?.items.length}>
          <ListTable
            what="The projects"
            query={projects}
            rows={projects.data?.items}
            className="max-w-[940px]"
            empty={<Empty title="No project yet">Admins make one; logs are sent to it.</Empty>}
            columns={[
              {
                head: "Name",
                kind: "first",
                className: "w-full",
                cell: ({ slug, name }) => (
                  <Link href={`/${organization.slug}/${slug}`} className="font-medium text-fg">
                    {name}
                  </Link>
                ),
              },
              {
                head: "Ingestions",
                kind: "num",
                unit: ({ ingestions }) => (ingestions === 1 ? "ingestion" : "ingestions"),
                cell: ({ ingestions }) => formatCount(ingestions),
              },
              {
                head: "Events",
                kind: "num",
                unit: ({ events }) => (events === 1 ? "event" : "events"),
                cell: ({ events }) => formatShort(events),
              },
              {
                head: "Made",
                className: "text-fg-2",
                cell: ({ createdAt }) => <Time at={createdAt} style="relative" />,
              },
            ]}
          />
        </Section>
        {organization.role === "admin" ? (
          <NewProject organizationId={organization.id} slug={organization.slug} />
        ) : null}
      </main>
    </>
  );
}

function NewProject({ organizationId, slug }: { organizationId: string; slug: string }) {
  const [name, setName] = useState("");
  const client = useQueryClient();
  const go = useGo();
  const create = useMutation({
    mutationFn: () => call(createProject, { params: { organizationId }, body: { name } }),
    onSuccess: async (project) => {
      await client.invalidateQueries({ queryKey: keyOf(getMe) });
      go(`/${slug}/${project.slug}`);
    },
  });
  return (
    <Section title="New project" note="its groups, history and keys stand apart from the others">
      <form
        className="flex max-w-[480px] items-end gap-2"
        onSubmit={(event) => {
          event.preventDefault();
          create.mutate();
        }}
      >
        <Field label="Name" className="flex-1" error={create.error?.message ?? null}>
          <Input
            value={name}
            onChange={(event) => setName(event.target.value)}
            placeholder="payments-prod"
            maxLength={80}
          />
        </Field>
        <Button type="submit" variant="primary" disabled={name.trim() === "" || create.isPending}>
          Make it
        </Button>
      </form>
    </Section>
  );
}
