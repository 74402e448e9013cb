import { Check, X } from "lucide-react";
import type { RuleText } from "#contracts/rule-text.ts";
import { Section } from "#components/ui/section.tsx";
import { plural } from "#lib/client/number.ts";
import { RuleFields } from "./rule-fields.tsx";

/** What is wrong at which place, and what the rule makes of each of its samples. */
export function RuleCheck({ read, onGoTo }: { read: RuleText; onGoTo: (line: number, column: number) => void }) {
  const { problems, samples } = read;
  const failed = samples.filter(({ passed }) => !passed).length;
  const others = problems.filter(({ message }) => samples.length === 0 || !/^(?:fires|does not fire) on/.test(message));
  return (
    <aside aria-label="Check" className="border-line bg-canvas max-xl:border-t xl:border-l">
      {others.length === 0 ? null : (
        <Section title="Problems" note={plural(others.length, "place")} className="md:px-5">
          <ul role="alert">
            {others.map(({ line, column, message }) => (
              <li key={`${line} ${column} ${message}`} className="flex gap-2 py-1">
                <button
                  type="button"
                  className="flex-none text-12 text-accent tabular-nums hover:underline"
                  onClick={() => onGoTo(line, column)}
                >
                  {line}:{column}
                </button>
                <span className="min-w-0 [overflow-wrap:anywhere]">{message}</span>
              </li>
            ))}
          </ul>
        </Section>
      )}
      <Section
        title="Its own samples"
        note={samples.length === 0 ? undefined : failed === 0 ? "all pass" : `${failed} of ${samples.length} fail`}
        className="md:px-5"
      >
        {samples.length === 0 ? (
          <p className="text-fg-2">They are tried as soon as the rule can be read.</p>
        ) : (
          <ul>
            {samples.map(({ list, index, line, text, fired, passed }) => (
              <li key={`${list} ${index}`} className="border-t border-line py-1.5 first:border-t-0">
                <button
                  type="button"
                  className="flex w-full items-center gap-1.5 text-left text-12 font-medium hover:underline"
                  onClick={() => onGoTo(line, 1)}
                >
                  {passed ? (
                    <Check aria-hidden className="size-3.5 text-fg-2" />
                  ) : (
                    <X aria-hidden className="size-3.5 text-error" />
                  )}
                  <span className={passed ? "text-fg-2" : "text-error"}>
                    {fired ? "fires" : "stays silent"}
                    {passed ? "" : `, but must ${list === "fires" ? "fire" : "stay silent"}`}
                  </span>
                  <span className="ml-auto font-normal text-fg-3">line {line}</span>
                </button>
                <p className="line-clamp-4 font-mono text-12 [overflow-wrap:anywhere] whitespace-pre-wrap text-fg-2">
                  {text.trimEnd()}
                </p>
              </li>
            ))}
          </ul>
        )}
      </Section>
      <RuleFields />
    </aside>
  );
}
