"use client";

import { useEffect, useRef } from "react";
import type { AppliedGroupRule, GroupRule } from "#contracts/group-rule.ts";
import { Button } from "#components/ui/button.tsx";
import { cn } from "#components/ui/cn.ts";
import { Note } from "#components/ui/note.tsx";
import { RulePreview } from "./rule-preview.tsx";
import { RuleWords } from "./rule-words.tsx";
import { useApplyRule, useTrial } from "./use-group-rules.ts";

/** A change of the groups before it is made: what it would do to everything stored, then apply or leave it. */
export function RulePanel({
  projectId,
  rule,
  onClose,
  onApplied,
  className,
}: {
  projectId: string;
  rule: GroupRule;
  onClose: () => void;
  onApplied?: (rule: AppliedGroupRule) => void;
  className?: string;
}) {
  const { preview, error, counting, byWorker } = useTrial(projectId, rule);
  const apply = useApplyRule(projectId, (applied) => {
    onApplied?.(applied);
    onClose();
  });
  const panel = useRef<HTMLElement>(null);
  useEffect(() => panel.current?.focus(), []);
  const problem = apply.error?.message ?? error ?? preview?.refused ?? null;
  const useless = preview?.groupsBefore === 0 && (rule.kind === "merge" || rule.kind === "split");
  return (
    <section
      ref={panel}
      tabIndex={-1}
      aria-label="Change of the groups"
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        event.preventDefault();
        onClose();
      }}
      className={cn("border-l-[3px] border-accent-fill bg-canvas px-3 py-2.5 outline-none", className)}
    >
      <p className="mb-1.5 font-medium">
        <RuleWords rule={rule} preview={preview} />
      </p>
      {problem === null ? null : <Note tone="error">{problem}</Note>}
      {counting ? (
        <p role="status" className="text-fg-2">
          {byWorker ? "Reading the lines of this group…" : "Counting…"}
        </p>
      ) : null}
      {preview === null || preview.refused !== null ? null : <RulePreview preview={preview} />}
      <div className="mt-2.5 flex flex-wrap items-center gap-2">
        <Button
          variant="primary"
          disabled={preview === null || preview.refused !== null || useless || apply.isPending}
          onClick={() => apply.mutate(rule)}
        >
          {apply.isPending ? "Applying…" : "Apply"}
        </Button>
        <Button variant="ghost" onClick={onClose}>
          Cancel
        </Button>
        <span className="text-12 text-fg-3">For the whole project, lines that come later too. Can be taken back.</span>
      </div>
    </section>
  );
}
