"use client";

import { LEVELS, type GroupDigest } from "#engine";
import { Template } from "#components/log/template.tsx";
import { Level } from "#components/ui/level.tsx";
import { dense, Sparkline } from "#components/ui/sparkline.tsx";
import { formatCount, formatShare } from "#lib/client/number.ts";
import type { Result } from "../_analysis/protocol.ts";
import type { BoxView } from "./log-box.tsx";

/** Lines that say the same thing, together; a click lists the events of one. */
export function GroupsView({ result, onView }: { result: Result; onView: (view: BoxView) => void }) {
  return (
    <ul aria-label="Groups" className="min-h-0 flex-1 overflow-y-auto">
      {result.groups.map((group) => (
        <li key={group.fingerprint} className="border-b border-line px-3 py-2 last:border-b-0">
          <div className="flex items-center gap-2">
            <Level level={worstOf(group)} />
            <span className="min-w-0 truncate font-mono text-12 text-fg-2">{Object.keys(group.services)[0]}</span>
            <span className="ml-auto text-12 whitespace-nowrap text-fg-2 tabular-nums">
              {formatCount(group.count)}, {formatShare(group.count / Math.max(1, result.events))}
            </span>
            <Sparkline
              className="h-4 w-[72px]"
              values={dense(group.bins, result.axis.bins, 24)}
              label={`${formatCount(group.count)} events over the span of the log`}
            />
          </div>
          <button
            type="button"
            onClick={() => onView({ kind: "events", from: null, to: null, group: group.members })}
            className="mt-[3px] line-clamp-2 w-full text-left font-mono text-12 leading-[17px] [overflow-wrap:anywhere] hover:text-accent"
          >
            <Template template={group.template} />
          </button>
        </li>
      ))}
    </ul>
  );
}

function worstOf({ levels }: GroupDigest) {
  return LEVELS.findLast((level) => (levels[level] ?? 0) > 0) ?? null;
}
