import type { ProjectGroup } from "#contracts/group.ts";
import { Template } from "#components/log/template.tsx";
import { useProject } from "#components/shell/session.tsx";
import { RecurrenceBadge } from "#components/ui/badge.tsx";
import { Level } from "#components/ui/level.tsx";
import { Link } from "#components/ui/link.tsx";
import { Time } from "#components/ui/time.tsx";
import { formatCount, plural } from "#lib/client/number.ts";

/** A group of the project in two lines: how bad, where, how often; then its template, which leads to its latest ingestion. */
export function GroupEntry({ group }: { group: ProjectGroup }) {
  const { href } = useProject();
  const [service, ...others] = Object.keys(group.services);
  return (
    <>
      <div className="flex items-center gap-2">
        <Level level={group.level} />
        {service === undefined ? null : (
          <span className="min-w-0 truncate font-mono text-12 text-fg-2">
            {service}
            {others.length > 0 ? ` +${others.length}` : ""}
          </span>
        )}
        <RecurrenceBadge
          value={group.state === "open" ? group.recurrence : group.state}
          title={`In ${plural(group.ingestions, "ingestion")}`}
        />
        <span className="ml-auto text-12 whitespace-nowrap text-fg-2 tabular-nums">{formatCount(group.count)}</span>
        <Time at={group.lastAt} style="relative" className="text-12 text-fg-3" />
      </div>
      <Link
        href={`${href}/i/${group.lastIngestionId}/groups/${group.id}`}
        className="mt-[3px] line-clamp-2 font-mono text-12 leading-[17px] [overflow-wrap:anywhere] text-fg hover:text-accent hover:no-underline"
      >
        <Template template={group.template} />
      </Link>
    </>
  );
}
