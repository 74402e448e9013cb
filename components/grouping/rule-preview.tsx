import { ArrowRight } from "lucide-react";
import type { CountedGroup, GroupRulePreview } from "#contracts/group-rule.ts";
import { Template } from "#components/log/template.tsx";
import { formatCount, plural } from "#lib/client/number.ts";

/** What a rule does to everything stored: in one sentence, then group by group. */
export function RulePreview({ preview }: { preview: GroupRulePreview }) {
  return (
    <div>
      <p aria-live="polite">
        <Outcome preview={preview} />
      </p>
      {preview.changes.length === 0 ? null : (
        <ul className="mt-2 max-h-[320px] overflow-y-auto border-t border-line">
          {preview.changes.map(({ before, beforeMore, after, afterMore }) => (
            <li
              key={before[0]?.fingerprint}
              className="grid grid-cols-[minmax(0,1fr)] gap-x-3 border-b border-line py-1.5 md:grid-cols-[minmax(0,1fr)_16px_minmax(0,1fr)]"
            >
              <Groups label="Before" groups={before} more={beforeMore} />
              <ArrowRight aria-hidden className="mt-0.5 text-fg-3 max-md:rotate-90" />
              <Groups label="After" groups={after} more={afterMore} />
            </li>
          ))}
        </ul>
      )}
      {preview.changesMore === 0 ? null : (
        <p className="mt-1 text-12 text-fg-3">and {plural(preview.changesMore, "more change")} like these</p>
      )}
    </div>
  );
}

function Outcome({ preview }: { preview: GroupRulePreview }) {
  const { groupsBefore, groupsAfter, eventsMoved } = preview;
  if (groupsBefore === 0) return <>Nothing that is stored changes; lines that come later may.</>;
  return (
    <>
      <b className="font-semibold tabular-nums">{plural(groupsBefore, "group")}</b>{" "}
      {groupsBefore === 1 ? "becomes" : "become"}{" "}
      <b className="font-semibold tabular-nums">{formatCount(groupsAfter)}</b>,{" "}
      <b className="font-semibold tabular-nums">{plural(eventsMoved, "event")}</b>{" "}
      {eventsMoved === 1 ? "moves" : "move"}
    </>
  );
}

function Groups({ label, groups, more }: { label: string; groups: readonly CountedGroup[]; more: number }) {
  return (
    <ul aria-label={label} className="min-w-0 font-mono text-12 leading-[18px]">
      {groups.map(({ fingerprint, template, count }) => (
        <li key={fingerprint} className="flex gap-2">
          <span className="min-w-0 flex-1 [overflow-wrap:anywhere]">
            <Template template={template} />
          </span>
          <span className="flex-none text-fg-2 tabular-nums">{formatCount(count)}</span>
        </li>
      ))}
      {more === 0 ? null : <li className="text-fg-3">and {formatCount(more)} more</li>}
    </ul>
  );
}
