"use client";

import { useState } from "react";
import { LEVELS } from "#engine";
import type { EvidenceLine } from "#contracts/report.ts";
import { CopyButton } from "#components/ui/code.tsx";
import { EvidenceChip } from "#components/ui/evidence-chip.tsx";
import { Level } from "#components/ui/level.tsx";
import { formatBytes, formatCount, plural } from "#lib/client/number.ts";

const SHOWN = 20;
const SHOWN_CHARS = 500;

/** The cited lines, verbatim, with their checksums: they stay when the ingestion is deleted. */
export function EvidenceAppendix({
  evidence,
  href,
}: {
  evidence: readonly EvidenceLine[];
  href: ((from: number, to: number) => string) | null;
}) {
  const [all, setAll] = useState(false);
  const shown = all ? evidence : evidence.slice(0, SHOWN);
  return (
    <section aria-labelledby="evidence" className="mt-[22px]">
      <h2 id="evidence" className="mb-1 scroll-mt-4 text-14">
        Evidence
      </h2>
      <p className="text-fg-3">
        {evidence.length === 0
          ? "No line is cited yet."
          : `${plural(evidence.length, "cited line")}, verbatim and with SHA-256 of the raw bytes; kept here when the ingestion is deleted.`}
      </p>
      <ol>
        {shown.map((line) => (
          <Line key={line.seq} line={line} href={href} />
        ))}
      </ol>
      {shown.length < evidence.length ? (
        <button type="button" className="mt-2.5 text-accent hover:underline" onClick={() => setAll(true)}>
          {plural(evidence.length - shown.length, "more line")}
        </button>
      ) : null}
    </section>
  );
}

function Line({ line, href }: { line: EvidenceLine; href: ((from: number, to: number) => string) | null }) {
  const [whole, setWhole] = useState(false);
  const { seq, source, raw, sha256, timestamp, service } = line;
  const level = LEVELS.find((known) => known === line.level) ?? null;
  const cut = !whole && raw.length > SHOWN_CHARS;
  return (
    <li id={`line-${seq}`} className="mt-2.5 scroll-mt-4">
      <div className="mb-[3px] flex min-w-0 flex-wrap items-center gap-x-2.5 gap-y-0.5 font-mono text-12">
        <EvidenceChip from={seq} {...(href === null ? {} : { href: href(seq, seq) })} />
        <span className="text-fg-2">{timestamp ?? "no time"}</span>
        {level === null ? null : <Level level={level} />}
        <span className="text-fg-2">{service}</span>
        <span className="min-w-0 truncate text-fg-3">
          {source}:{formatCount(line.line)}
        </span>
        <span className="ml-auto flex items-center gap-1 text-fg-3" title={`SHA-256 of the raw line: ${sha256}`}>
          {sha256.slice(0, 12)}
          <span data-chrome>
            <CopyButton text={sha256} label="SHA-256" />
          </span>
        </span>
      </div>
      <pre className="rounded-2 border border-line bg-sunken px-2 py-[5px] text-12 leading-[17px] [overflow-wrap:anywhere] whitespace-pre-wrap">
        {cut ? raw.slice(0, SHOWN_CHARS) : raw}
        {cut ? (
          <span className="-mx-2 mt-1.5 -mb-[5px] block border-t border-dashed border-line-strong px-2 py-1 font-sans text-fg-3">
            Cut at {formatBytes(SHOWN_CHARS)} of {formatBytes(raw.length)}.{" "}
            <button type="button" className="text-accent underline underline-offset-2" onClick={() => setWhole(true)}>
              Show all
            </button>{" "}
            The export holds all of it.
          </span>
        ) : null}
      </pre>
    </li>
  );
}
