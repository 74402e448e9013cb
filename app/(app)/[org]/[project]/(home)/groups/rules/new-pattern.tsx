"use client";

import { parseAsString, useQueryState } from "nuqs";
import { useEffect, useState } from "react";
import { MAX_PATTERN_CHARS, problemOf, type GroupRule } from "#engine";
import { RulePreview } from "#components/grouping/rule-preview.tsx";
import { useApplyRule, useTrial } from "#components/grouping/use-group-rules.ts";
import { useProject } from "#components/shell/session.tsx";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Section } from "#components/ui/section.tsx";

const TYPING_MS = 400;

/** A pattern over templates, tried while it is typed. In the address, so that it can be sent to a colleague. */
export function NewPattern() {
  const { id: projectId } = useProject();
  const [pattern, setPattern] = useQueryState("pattern", parseAsString.withDefault(""));
  const [typed, setTyped] = useState(pattern);
  useEffect(() => {
    const timer = setTimeout(() => {
      if (typed !== pattern) void setPattern(typed === "" ? null : typed, { history: "replace" });
    }, TYPING_MS);
    return () => clearTimeout(timer);
  }, [typed, pattern, setPattern]);
  const wanted: GroupRule = { kind: "regex", pattern: pattern.trim() };
  const problem = pattern.trim() === "" ? null : problemOf(wanted);
  const rule = pattern.trim() === "" || problem !== null ? null : wanted;
  const { preview, error, counting } = useTrial(projectId, rule);
  const apply = useApplyRule(projectId, () => {
    setTyped("");
    void setPattern(null);
  });
  return (
    <Section title="New pattern" note="a regular expression; what it matches in a template becomes a variable">
      <form
        className="max-w-[720px]"
        onSubmit={(event) => {
          event.preventDefault();
          if (rule !== null && preview !== null) apply.mutate(rule);
        }}
      >
        <div className="flex items-end gap-2">
          <Field
            label="Pattern"
            className="flex-1"
            error={problem ?? apply.error?.message ?? error}
            hint="Upper and lower case are alike. A word of four letters or more must be certain, as in tenant-[a-z]+"
          >
            <Input
              value={typed}
              onChange={(event) => setTyped(event.target.value)}
              placeholder="tenant-[a-z]+"
              maxLength={MAX_PATTERN_CHARS}
              autoComplete="off"
              spellCheck={false}
              className="font-mono"
            />
          </Field>
        </div>
        {rule === null ? null : (
          <div className="mt-3">
            {counting ? (
              <p role="status" className="text-fg-2">
                Counting…
              </p>
            ) : null}
            {preview === null ? null : <RulePreview preview={preview} />}
            <Button
              type="submit"
              variant="primary"
              className="mt-3"
              disabled={preview === null || preview.refused !== null || apply.isPending}
            >
              {apply.isPending ? "Applying…" : "Apply"}
            </Button>
          </div>
        )}
      </form>
    </Section>
  );
}
