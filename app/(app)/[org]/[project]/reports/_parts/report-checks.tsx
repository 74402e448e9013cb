import { Check, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { Prose } from "#components/ui/prose.tsx";
import { Section } from "#components/ui/section.tsx";
import { plural } from "#lib/client/number.ts";
import { SECTION_TITLES } from "#lib/report/blocks.ts";
import type { Checks } from "./statements.ts";

const MOST = 6;
const MOST_CHARS = 120;

/** What to look at before others read the report. Nothing here forbids publishing. */
export function ReportChecks({ checks, evidence }: { checks: Checks; evidence: number }) {
  const { statements, cited, uncited, unknown, open, empty } = checks;
  const places = open.reduce((sum, { count }) => sum + count, 0);
  return (
    <>
      <Section title="Before you publish" className="md:px-5">
        <ul>
          <Item ok={uncited.length === 0}>
            {cited} of {plural(statements, "statement")} cite a line
            <ul className="mt-1 text-12 text-fg-2">
              {uncited.slice(0, MOST).map(({ section, text }) => (
                <li key={`${section} ${text}`} className="py-0.5">
                  <a href={`#${section}`} className="text-accent underline underline-offset-2">
                    {SECTION_TITLES[section]}
                  </a>
                  : <Prose text={text.length > MOST_CHARS ? `${text.slice(0, MOST_CHARS)}…` : text} />
                </li>
              ))}
              {uncited.length > MOST ? <li>and {uncited.length - MOST} more</li> : null}
            </ul>
          </Item>
          {unknown.length === 0 ? (
            <Item ok>Every cited line is in the log</Item>
          ) : (
            unknown.slice(0, MOST).map(({ section, seq }) => (
              <Item key={`${section} ${seq}`} ok={false}>
                [{seq}] in{" "}
                <a href={`#${section}`} className="text-accent underline underline-offset-2">
                  {SECTION_TITLES[section]}
                </a>{" "}
                is no line of the log, or not saved yet
              </Item>
            ))
          )}
          {places === 0 ? (
            <Item ok>Nothing is left to fill in</Item>
          ) : (
            <Item ok={false}>
              {plural(places, "place")} to fill in:{" "}
              {open.map(({ section }, index) => (
                <span key={section}>
                  {index > 0 ? ", " : ""}
                  <a href={`#${section}`} className="text-accent underline underline-offset-2">
                    {SECTION_TITLES[section]}
                  </a>
                </span>
              ))}
            </Item>
          )}
          {empty.length === 0 ? null : (
            <Item ok={false}>
              {empty.map((section) => SECTION_TITLES[section]).join(", ")} {empty.length === 1 ? "is" : "are"} empty
            </Item>
          )}
        </ul>
      </Section>
      <Section title="Where it came from" className="md:px-5">
        <p className="text-fg-2">
          The draft was written by code from the story and the findings of the analysis.{" "}
          {plural(evidence, "cited line")} {evidence === 1 ? "is" : "are"} copied below with{" "}
          {evidence === 1 ? "its" : "their"} checksum, so the report proves itself when the log is gone.
        </p>
      </Section>
    </>
  );
}

function Item({ ok, children }: { ok: boolean; children: ReactNode }) {
  const Icon = ok ? Check : TriangleAlert;
  return (
    <li className="grid grid-cols-[14px_minmax(0,1fr)] gap-x-1.5 py-1">
      <Icon aria-label={ok ? "Passed" : "Look at this"} className={ok ? "mt-0.5 text-fg-2" : "mt-0.5 text-warn"} />
      <div>{children}</div>
    </li>
  );
}
