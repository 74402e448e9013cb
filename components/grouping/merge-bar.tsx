"use client";

import { useState } from "react";
import { MAX_MERGED, type GroupRule } from "#contracts/group-rule.ts";
import { Button } from "#components/ui/button.tsx";
import { plural } from "#lib/client/number.ts";
import { RulePanel } from "./rule-panel.tsx";

export interface Selectable {
  id: string;
  fingerprint: string;
  template: string;
  count: number;
}

export interface Selection<T extends Selectable> {
  items: readonly T[];
  has: (item: T) => boolean;
  toggle: (item: T) => void;
  clear: () => void;
}

/** Groups chosen in a table. */
export function useSelection<T extends Selectable>(): Selection<T> {
  const [items, setItems] = useState<readonly T[]>([]);
  const has = (item: T) => items.some(({ id }) => id === item.id);
  return {
    items,
    has,
    toggle: (item) => setItems(has(item) ? items.filter(({ id }) => id !== item.id) : [...items, item]),
    clear: () => setItems([]),
  };
}

/** The tick before a row. */
export function SelectBox<T extends Selectable>({ item, selection }: { item: T; selection: Selection<T> }) {
  return (
    <label className="-m-2 grid size-8 place-items-center md:m-0 md:size-auto md:justify-items-start">
      <input
        type="checkbox"
        aria-label={`Select ${item.template.slice(0, 120)}`}
        className="block size-4 accent-accent-fill"
        checked={selection.has(item)}
        onChange={() => selection.toggle(item)}
      />
    </label>
  );
}

/** What can be done with the chosen groups; stays in sight while the table scrolls. Nothing when none is chosen. */
export function MergeBar<T extends Selectable>({
  projectId,
  selection,
}: {
  projectId: string;
  selection: Selection<T>;
}) {
  const [rule, setRule] = useState<GroupRule | null>(null);
  const { items, clear } = selection;
  const count = items.length;
  if (count === 0) return null;
  const close = () => setRule(null);
  return (
    <div className="sticky top-0 z-10 border-b border-line bg-surface px-3 py-2 md:px-6">
      <div className="flex flex-wrap items-center gap-2">
        <span className="tabular-nums" aria-live="polite">
          {plural(count, "group")} selected
        </span>
        <Button
          disabled={count < 2 || count > MAX_MERGED}
          onClick={() => setRule({ kind: "merge", fingerprints: items.map(fingerprintOf), into: busiest(items) })}
        >
          Merge {count < 2 ? "groups" : plural(count, "group")}
        </Button>
        <Button
          variant="ghost"
          onClick={() => {
            close();
            clear();
          }}
        >
          Clear
        </Button>
        {count === 1 ? <span className="text-12 text-fg-3">Select another one to merge it with.</span> : null}
      </div>
      {rule === null ? null : (
        <RulePanel
          key={count}
          className="mt-2 max-h-[60dvh] overflow-y-auto"
          projectId={projectId}
          rule={rule}
          onClose={close}
          onApplied={clear}
        />
      )}
    </div>
  );
}

const fingerprintOf = ({ fingerprint }: Selectable): string => fingerprint;

function busiest(items: readonly Selectable[]): string {
  const [first] = items.toSorted((a, b) => b.count - a.count);
  return first?.fingerprint ?? "";
}
