import { CATEGORIES, SEVERITIES } from "#engine";
import { Section } from "#components/ui/section.tsx";

const FIELDS: readonly [string, string][] = [
  ["id", "category, dot, name: rate_limit.partner_api"],
  ["title, why", "what happened, and why it matters"],
  ["headline", "the title with named groups in braces: {order}"],
  ["severity", SEVERITIES.join(", ")],
  ["literal", "words as they stand, in any case"],
  [
    "regex",
    "a pattern with a word of four letters that is certain; .* reaches 160 characters, and two of them are enough",
  ],
  [
    "fuzzy",
    "a phrase of 2 to 12 words: three of four must stand close together, a letter or two may differ in long ones",
  ],
  ["not", "a pattern that must not stand in the same line"],
  ["level, format", "one of these"],
  ["service", "one of these; * stands for anything"],
  ["attributes", "name: pattern for the whole value"],
  ["exception", "a type that is thrown or among the causes"],
  ["sequence", "first, withinSeconds, key: counts only after such a line"],
  ["missing", "answer, withinSeconds, key: counts only when no such line follows while the log goes on"],
  ["rate", "atLeast, withinSeconds; with kind: sustained and forSeconds, or kind: periodic and everySeconds"],
  ["silence", "atLeast, forSeconds: lines that came steadily and stop"],
  ["fires, silent", "samples, one or more of each; several lines with |"],
  ["debugging, quickFixes, durableFixes", "what to do, in the explanation and the report"],
];

/** What a rule may say. */
export function RuleFields() {
  return (
    <Section className="md:px-5">
      <details>
        <summary className="cursor-pointer font-medium">What a rule may say</summary>
        <dl className="mt-2 grid gap-y-1.5">
          {FIELDS.map(([name, meaning]) => (
            <div key={name}>
              <dt className="font-mono text-12">{name}</dt>
              <dd className="text-12 text-fg-2">{meaning}</dd>
            </div>
          ))}
          <div>
            <dt className="text-12">Categories</dt>
            <dd className="font-mono text-12 [overflow-wrap:anywhere] text-fg-2">{CATEGORIES.join(" ")}</dd>
          </div>
        </dl>
      </details>
    </Section>
  );
}
