"use client";

import { citationsOf, ENGINE_VERSION } from "#engine";
import type { Overview } from "#contracts/ingestion.ts";
import { Link } from "#components/ui/link.tsx";
import { Section } from "#components/ui/section.tsx";
import { plural } from "#lib/client/number.ts";
import { useIngestion } from "../ingestion-context.tsx";

/** Who worded the answers, and what they stand on. */
export function ExplainedBy({ overview }: { overview: Overview }) {
  const { href } = useIngestion();
  const { story, findings } = overview;
  if (story === null) return null;
  const texts = [story.happened, story.real, story.recurring, story.rootCause].map(({ text }) => text);
  const cited = new Set(texts.flatMap(citationsOf));
  const [worst] = findings;
  return (
    <Section title="Explained by" className="md:px-5">
      <p className="text-fg-2">
        Built-in explainer, engine {ENGINE_VERSION}.{" "}
        {cited.size === 0
          ? "The answers need no line as proof; no model was asked."
          : `The answers cite ${plural(cited.size, "line")} of the log; code read each of them, no model did.`}
        {worst === undefined ? null : (
          <>
            {" "}
            <Link
              href={`${href}/findings/${encodeURIComponent(worst.id)}`}
              className="text-accent underline underline-offset-2"
            >
              Read the worst finding explained
            </Link>
          </>
        )}
      </p>
    </Section>
  );
}
