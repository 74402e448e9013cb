import type { MouseEvent } from "react";
import { cn } from "#components/ui/cn.ts";
import { formatCount } from "#lib/client/number.ts";

export interface BarListItem {
  label: string;
  count: number;
  /** Makes the row a button; gets the mouse event, for alt-click. */
  onPick?: (event: MouseEvent) => void;
  title?: string;
}

/** Values with their counts, each bar's length its share of the largest. */
export function BarList({ items }: { items: readonly BarListItem[] }) {
  const max = Math.max(1, ...items.map(({ count }) => count));
  return (
    <ul>
      {items.map((item) => (
        <li
          key={item.label}
          className="relative flex h-[23px] items-center gap-2 px-1.5 font-mono text-12 leading-none"
        >
          <i
            aria-hidden
            className="absolute inset-y-px left-0 rounded-r-[2px] border-l-2 border-line-strong bg-hover"
            style={{ width: `${(item.count / max) * 100}%` }}
          />
          {item.onPick === undefined ? (
            <span className="relative min-w-0 flex-1 truncate" title={item.title ?? item.label}>
              {item.label}
            </span>
          ) : (
            <button
              type="button"
              title={item.title ?? item.label}
              className={cn("relative min-w-0 flex-1 truncate py-1 text-left hover:text-accent hover:underline")}
              onClick={item.onPick}
            >
              {item.label}
            </button>
          )}
          <span className="relative text-fg-2 tabular-nums">{formatCount(item.count)}</span>
        </li>
      ))}
    </ul>
  );
}
