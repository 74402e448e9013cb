"use client";

import { useState } from "react";
import type { Source } from "#contracts/ingestion.ts";
import { Code } from "#components/ui/code.tsx";
import { Link } from "#components/ui/link.tsx";
import { Section } from "#components/ui/section.tsx";
import { Table } from "#components/ui/table.tsx";
import { formatBytes, formatCount, plural } from "#lib/client/number.ts";
import { useIngestion } from "../ingestion-context.tsx";
import { SetZone } from "./set-zone.tsx";

const MOST_SOURCES = 8;

/** How well the lines were read: what was recognised, what was assumed, what was not understood. */
export function ParseQuality({ sources }: { sources: readonly Source[] }) {
  const [all, setAll] = useState(false);
  const lines = sum(sources, "lines");
  const unrecognised = sum(sources, "unrecognised");
  const shown = all ? sources : sources.slice(0, MOST_SOURCES);
  return (
    <Section
      title="Parse quality"
      note={lines === 0 ? undefined : `${percentOf(lines - unrecognised, lines)} of lines recognised`}
      className="md:px-5"
    >
      <Table>
        <thead>
          <tr>
            <th scope="col">Source</th>
            <th scope="col">Format</th>
            <th scope="col" className="num">
              Events
            </th>
            <th scope="col" className="num">
              Parsed
            </th>
          </tr>
        </thead>
        <tbody className="text-12 [&_td]:h-6!">
          {shown.map((source) => (
            <SourceRow key={source.index} source={source} />
          ))}
        </tbody>
      </Table>
      {sources.length > shown.length ? (
        <button type="button" className="mt-1 text-12 text-accent hover:underline" onClick={() => setAll(true)}>
          {plural(sources.length - shown.length, "more source")}
        </button>
      ) : null}
      <Qualifiers sources={sources} unrecognised={unrecognised} />
    </Section>
  );
}

function SourceRow({ source }: { source: Source }) {
  const { quality } = source;
  const formats = quality?.formats.map(({ title }) => title) ?? [];
  return (
    <tr>
      <td className="max-w-0 w-3/5 truncate font-mono" title={`${source.name}, ${formatBytes(source.bytes)}`}>
        {source.name}
      </td>
      <td className="max-w-[130px] truncate text-fg-3" title={formats.join(", ")}>
        {formats[0] ?? (quality === null ? "not read yet" : "text")}
        {formats.length > 1 ? ` +${formats.length - 1}` : ""}
      </td>
      <td className="num">{quality === null ? "" : formatCount(quality.events)}</td>
      <td className="num">
        {quality === null || quality.lines === 0 ? "" : percentOf(quality.lines - quality.unrecognised, quality.lines)}
      </td>
    </tr>
  );
}

function Qualifiers({ sources, unrecognised }: { sources: readonly Source[]; unrecognised: number }) {
  const { href } = useIngestion();
  const inferred = sum(sources, "levelsInferred");
  const years = sum(sources, "yearsInferred");
  const untimed = sum(sources, "withoutTime");
  const jumps = sum(sources, "timeJumps");
  const zoneless = sources.filter(({ quality }) => (quality?.zoneUnknown ?? 0) > 0);
  return (
    <ul className="mt-2 text-12 text-fg-2 [&_li]:py-0.5">
      {unrecognised > 0 ? <Unrecognised sources={sources} count={unrecognised} href={href} /> : null}
      {zoneless.map((source) => (
        <SetZone key={source.index} source={source} />
      ))}
      {inferred > 0 ? <li>{plural(inferred, "level")} inferred from the text, shown with a dotted line.</li> : null}
      {years > 0 ? <li>{plural(years, "date")} without a year: the year comes from the day of the upload.</li> : null}
      {untimed > 0 ? <li>{plural(untimed, "event")} without a time, not in charts.</li> : null}
      {jumps > 0 ? <li>{plural(jumps, "time")} the clock jumps against its neighbours.</li> : null}
    </ul>
  );
}

function Unrecognised({ sources, count, href }: { sources: readonly Source[]; count: number; href: string }) {
  const samples = sources.flatMap(({ name, quality }) =>
    (quality?.samples ?? []).map((sample) => ({ name, ...sample })),
  );
  return (
    <li>
      {plural(count, "line")} not recognised, kept as events.{" "}
      <Link href={`${href}/events?q=format:text`} className="text-accent underline underline-offset-2">
        Show them
      </Link>
      {samples.length === 0 ? null : (
        <details className="mt-1">
          <summary className="text-fg-3 hover:text-fg">{plural(Math.min(samples.length, 5), "sample")}</summary>
          <Code className="mt-1 text-12">
            {samples
              .slice(0, 5)
              .map(({ name, line, text }) => `${name}:${line}  ${text.slice(0, 300)}`)
              .join("\n")}
          </Code>
        </details>
      )}
    </li>
  );
}

type Counted = "lines" | "unrecognised" | "levelsInferred" | "yearsInferred" | "withoutTime" | "timeJumps";

function sum(sources: readonly Source[], name: Counted): number {
  return sources.reduce((total, { quality }) => total + (quality?.[name] ?? 0), 0);
}

/** Never rounded up to 100 %. */
function percentOf(part: number, whole: number): string {
  const percent = (part / whole) * 100;
  return part === whole ? "100 %" : `${(Math.floor(percent * 10) / 10).toFixed(1)} %`;
}
