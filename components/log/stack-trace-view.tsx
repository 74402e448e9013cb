"use client";

import { useState } from "react";
import { cn } from "#components/ui/cn.ts";
import { plural } from "#lib/client/number.ts";
import type { StackTrace, TraceLine } from "./stack-trace.ts";

const LOOKS = {
  exception: "font-medium text-error",
  text: "",
  own: "font-medium text-fg",
  library: "text-fg-3",
} as const;

/** A stack trace: our frames in full strength, library frames weak or folded with their package named. */
export function StackTraceView({ trace, unfolded }: { trace: StackTrace; unfolded: boolean }) {
  return (
    <div
      role="region"
      tabIndex={0}
      aria-label="Stack trace"
      className="overflow-x-auto rounded-2 border border-line bg-sunken px-2 py-1.5 font-mono text-12 leading-[18px] whitespace-pre md:[overflow-wrap:anywhere] md:whitespace-pre-wrap"
    >
      {trace.lines.map((line, index) => (
        // Lines have no identity but their place.
        <Line key={index} line={line} unfolded={unfolded} />
      ))}
    </div>
  );
}

function Line({ line, unfolded }: { line: TraceLine; unfolded: boolean }) {
  const [open, setOpen] = useState(false);
  if (line.kind !== "folded") return <div className={LOOKS[line.kind]}>{untabbed(line.text)}</div>;
  if (unfolded || open) return <div className={LOOKS.library}>{line.lines.map(untabbed).join("\n")}</div>;
  const of = line.packages.slice(0, 3).join(", ") + (line.packages.length > 3 ? ", …" : "");
  return (
    <button type="button" className={cn("block text-accent hover:underline")} onClick={() => setOpen(true)}>
      {`  … ${plural(line.lines.length, "frame")}${of === "" ? "" : ` of ${of}`}`}
    </button>
  );
}

function untabbed(text: string): string {
  return text.replace(/^\s+/, (space) => " ".repeat(Math.min(space.replaceAll("\t", "  ").length, 8))) || " ";
}
