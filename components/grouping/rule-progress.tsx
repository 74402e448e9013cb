"use client";

import { formatCount } from "#lib/client/number.ts";
import { cn } from "#components/ui/cn.ts";
import { useGroupRules } from "./use-group-rules.ts";

/** While rules are being applied or taken back: how far that is. Nothing otherwise. */
export function RuleProgress({ projectId, className }: { projectId: string; className?: string }) {
  const { busy } = useGroupRules(projectId);
  if (busy.length === 0) return null;
  const { done, total } = busy.reduce(
    (sum, { progress }) => ({
      done: Math.max(sum.done, progress?.done ?? 0),
      total: Math.max(sum.total, progress?.total ?? 0),
    }),
    { done: 0, total: 0 },
  );
  return (
    <div role="status" className={cn("relative border-b border-line py-1.5 text-12 text-fg-2", className)}>
      Groups are being counted again{total === 0 ? "" : `: ${formatCount(done)} of ${formatCount(total)} ingestions`}
      <span
        aria-hidden
        className="absolute bottom-[-1px] left-0 h-[2px] bg-accent-fill transition-[width] duration-(--dur-3)"
        style={{ width: `${100 * Math.max(0.02, total === 0 ? 0 : done / total)}%` }}
      />
    </div>
  );
}
