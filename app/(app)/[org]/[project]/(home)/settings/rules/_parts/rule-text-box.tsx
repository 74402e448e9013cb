"use client";

import type { Ref } from "react";
import type { TextProblem } from "#contracts/rule-text.ts";
import { cn } from "#components/ui/cn.ts";
import { Textarea } from "#components/ui/input.tsx";

/** Text with numbered lines; those with a problem are marked. As tall as its text, so that numbers and lines stay together. */
export function RuleTextBox({
  ref,
  text,
  maxLength,
  problems,
  onChange,
}: {
  ref: Ref<HTMLTextAreaElement>;
  text: string;
  maxLength: number;
  problems: readonly TextProblem[];
  onChange: (text: string) => void;
}) {
  const lines = text.split("\n").length;
  const wrong = new Set(problems.map(({ line }) => line));
  return (
    <div className="flex max-h-[70vh] overflow-y-auto rounded-2">
      <ol
        aria-hidden
        className="flex-none py-[9px] pr-2 text-right font-mono text-log leading-(--leading-log) text-fg-3 tabular-nums select-none"
      >
        {Array.from({ length: lines }, (_, index) => (
          <li
            key={index}
            className={cn("min-w-7 pl-1", wrong.has(index + 1) && "bg-error-soft font-medium text-error")}
          >
            {index + 1}
          </li>
        ))}
      </ol>
      <Textarea
        ref={ref}
        aria-label="Rule as YAML"
        aria-invalid={problems.length > 0}
        className="resize-none overflow-x-auto whitespace-pre"
        wrap="off"
        spellCheck={false}
        autoCapitalize="off"
        rows={lines + 1}
        maxLength={maxLength}
        value={text}
        onChange={(event) => onChange(event.target.value)}
      />
    </div>
  );
}
