import type { Ingestion } from "#contracts/ingestion.ts";
import { Link } from "#components/ui/link.tsx";
import { formatCount } from "#lib/client/number.ts";

const ENTRIES = [
  { level: "fatal", fill: "var(--color-fill-fatal)" },
  { level: "error", fill: "var(--color-fill-error)" },
  { level: "warn", fill: "var(--color-fill-warn)" },
  { level: "info", fill: "var(--color-fill-info)" },
  { level: "debug", fill: "var(--color-fill-debug)" },
  { level: "trace", fill: "var(--color-fill-debug)" },
  { level: "unknown", fill: "var(--color-fill-debug)" },
] as const;

/** Levels with their counts, each a link to its events. Levels that do not occur are left out. */
export function LevelLegend({ levels, href }: { levels: Ingestion["levels"]; href: string }) {
  return (
    <ul aria-label="Events by level" className="flex flex-wrap gap-x-3 gap-y-1 text-12 text-fg-2">
      {ENTRIES.map(({ level, fill }) =>
        (levels[level] ?? 0) === 0 ? null : (
          <li key={level}>
            <Link
              href={`${href}/events?q=level:${level}`}
              className="flex items-center gap-[5px] whitespace-nowrap text-fg-2 hover:text-fg"
            >
              <i aria-hidden className="size-2 rounded-[1px]" style={{ background: fill }} />
              {level}
              <b className="font-medium text-fg tabular-nums">{formatCount(levels[level] ?? 0)}</b>
            </Link>
          </li>
        ),
      )}
    </ul>
  );
}
