"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { parseAsString, useQueryState } from "nuqs";
import { useDeferredValue, useMemo, useRef, useState } from "react";
import { RULE_TEMPLATES } from "#contracts/rule-templates.ts";
import { MAX_RULE_TEXT, readRuleText } from "#contracts/rule-text.ts";
import { createRule, listRules, updateRule, type ProjectRule } from "#contracts/rule.ts";
import { useProject } from "#components/shell/session.tsx";
import { useGo } from "#components/shell/use-go.ts";
import { Button } from "#components/ui/button.tsx";
import { Link } from "#components/ui/link.tsx";
import { Section } from "#components/ui/section.tsx";
import { Segmented } from "#components/ui/segmented.tsx";
import { notify, notifyError } from "#components/ui/toast.tsx";
import { call } from "#lib/client/call.ts";
import { keyOf } from "#lib/client/query.ts";
import { RuleCheck } from "./rule-check.tsx";
import { RuleTextBox } from "./rule-text-box.tsx";
import { RuleTrialPanel } from "./rule-trial.tsx";

const [FIRST] = RULE_TEMPLATES;

/** A rule as text on the left, what it makes of its own samples on the right; below, what it would have found. */
export function RuleEditor({ saved }: { saved: ProjectRule | null }) {
  const { href } = useProject();
  const [kind, setKind] = useQueryState("kind", parseAsString.withDefault(FIRST?.kind ?? ""));
  const template = RULE_TEMPLATES.find((one) => one.kind === kind) ?? FIRST;
  const [typed, setTyped] = useState<string | null>(null);
  const text = typed ?? saved?.text ?? template?.text ?? "";
  const shown = useDeferredValue(text);
  const read = useMemo(() => readRuleText(shown), [shown]);
  const box = useRef<HTMLTextAreaElement>(null);
  const current = shown === text && read.rule !== null;
  const isSaved = saved !== null && saved.text === text;
  const save = useSave(saved, () => setTyped(null));
  const goTo = (line: number, column: number) => {
    const offset = text.split("\n", line - 1).reduce((sum, one) => sum + one.length + 1, 0) + column - 1;
    box.current?.focus();
    box.current?.setSelectionRange(offset, offset);
  };
  return (
    <>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2 border-b border-line px-3 py-2 md:px-6">
        <Link href={`${href}/settings/rules`}>Rules</Link>
        <h2 className="text-14">{saved === null ? "New rule" : saved.ruleId}</h2>
        <span className="ml-auto flex items-center gap-2">
          <span className="text-12 text-fg-3" role="status">
            {isSaved ? "Saved; new ingestions use it" : current ? "" : "Saved only when its samples pass"}
          </span>
          <Button variant="primary" disabled={!current || isSaved || save.isPending} onClick={() => save.mutate(text)}>
            Save
          </Button>
        </span>
      </div>
      {saved === null ? (
        <div className="overflow-x-auto px-3 pt-3 md:px-6">
          <Segmented
            label="Begin with"
            value={template?.kind ?? ""}
            options={RULE_TEMPLATES.map((one) => ({ value: one.kind, label: one.label, title: one.hint }))}
            onChange={(next) => {
              setTyped(null);
              void setKind(next);
            }}
          />
        </div>
      ) : null}
      <div className="grid grid-cols-[minmax(0,1fr)] xl:grid-cols-[minmax(0,1fr)_420px]">
        <Section title="Rule" note="YAML" className="border-t-0">
          <RuleTextBox ref={box} text={text} maxLength={MAX_RULE_TEXT} problems={read.problems} onChange={setTyped} />
        </Section>
        <RuleCheck read={read} onGoTo={goTo} />
      </div>
      <RuleTrialPanel text={text} ready={current} saved={isSaved} />
    </>
  );
}

function useSave(saved: ProjectRule | null, onSaved: () => void) {
  const { id: projectId, href } = useProject();
  const client = useQueryClient();
  const go = useGo();
  return useMutation({
    mutationFn: (text: string) =>
      saved === null
        ? call(createRule, { params: { projectId }, body: { text } })
        : call(updateRule, { params: { projectId, id: saved.id }, body: { text } }),
    onSuccess: async (rule) => {
      notify(`${rule.ruleId} is saved; new ingestions use it`);
      await client.invalidateQueries({ queryKey: keyOf(listRules) });
      onSaved();
      if (saved === null) go(`${href}/settings/rules/${rule.id}`);
    },
    onError: notifyError,
  });
}
