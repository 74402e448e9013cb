import { Fragment, type ReactNode } from "react";
import { parseProse, type Claim, type Span } from "#engine";
import { cn } from "./cn.ts";
import { EvidenceChip, type EvidenceState } from "./evidence-chip.tsx";

interface Citing {
  /** Address of a cited line; `?seq=80-95` for a range. */
  href?: (from: number, to: number) => string;
  /** Instead of a link: opens the line in place. */
  onOpen?: (from: number, to: number) => void;
  /** The citation that is open beside. */
  open?: number | null;
}

/** A sentence of the engine, a model or a report. Log text in it is text, whatever it contains. */
export function Prose({ text, state, ...citing }: { text: string; state?: EvidenceState } & Citing) {
  return parseProse(text).map((span, index) => (
    // Spans have no identity but their place.
    <Fragment key={index}>{rendered(span, state ?? "checked", citing)}</Fragment>
  ));
}

/** One claim: proved claims read as they are, the others are struck, keep their chips and say why they failed. */
export function ClaimText({ claim, ...citing }: { claim: Claim } & Citing) {
  if (claim.status === "supported") return <Prose text={claim.text} {...citing} />;
  return (
    <span className="text-fg-3">
      <del className="decoration-1">
        <Prose text={claim.text} state="unverified" {...citing} />
      </del>{" "}
      <span className="inline-flex items-center gap-1 text-12 text-fg-2">
        <span className="font-medium">Not supported:</span> {claim.reason ?? "no cited line says this."}
      </span>
    </span>
  );
}

/** A column to read in, 14 px, at most 720 px wide. */
export function Reading({ className, children }: { className?: string; children: ReactNode }) {
  return (
    <div
      className={cn(
        "max-w-(--w-read) text-14 leading-(--leading-read) [&_code]:rounded-1 [&_code]:border [&_code]:border-line [&_code]:bg-sunken [&_code]:px-[3px] [&_p+p]:mt-2",
        className,
      )}
    >
      {children}
    </div>
  );
}

/** Log text inside a sentence: in mono, boxed only where one reads at length. */
export function InlineCode({ children }: { children: string }) {
  return <code className="text-[0.93em] [overflow-wrap:anywhere]">{children}</code>;
}

function rendered(span: Span, state: EvidenceState, { href, onOpen, open }: Citing): ReactNode {
  if (span.kind === "text") return span.text;
  if (span.kind === "bold") return <strong>{span.text}</strong>;
  if (span.kind === "code") return <InlineCode>{span.text}</InlineCode>;
  return (
    <EvidenceChip
      from={span.from}
      to={span.to}
      state={state}
      open={open === span.from}
      href={href?.(span.from, span.to)}
      onOpen={onOpen}
    />
  );
}
