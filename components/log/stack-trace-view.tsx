"use client";

import { useState } from "react";
import { cn } from "#components/ui/cn.ts";
import { plural } from "#lib/client/number.ts";
import type { StackTrace, TraceLine } from "./stack-trace.ts";

const LOOKS = {
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
  if (line.kind === "exception") return <Exception text={line.text} />;
  if (line.kind !== "folded") {
    return (
      <div className={LOOKS[line.kind]} title={line.text.trim()}>
        {unfolded ? untabbed(line.text) : shortened(untabbed(line.text))}
      </div>
    );
  }
  if (unfolded || open) return <div className={LOOKS.library}>{line.lines.map(untabbed).join("\n")}</div>;
  const of = line.packages.slice(0, 3).join(", ") + (line.packages.length > 3 ? ", …" : "");
  return (
    <button type="button" className={cn("block text-accent hover:underline")} onClick={() => setOpen(true)}>
      {`  … ${plural(line.lines.length, "frame")}${of === "" ? "" : ` of ${of}`}`}
    </button>
  );
}

/** The type in red, what it says in the colour of text. */
function Exception({ text }: { text: string }) {
  const [, type = text, said = ""] = /^((?:\w[\w ]{0,20}: )?[^:\s]+)(:.*)$/s.exec(text) ?? [];
  return (
    <div>
      <span className="font-medium text-error">{type}</span>
      {said}
    </div>
  );
}

const JAVA_FRAME =
  /^(\s*at )(?:[\w.@-]+\/)?((?:[\w$]+\.)*)([\w$]+\.)([\w$]+\.[\w$<>]+)\((?:[\w$]+\.\w+)?(:\d+)?[^)]*\)/;

/** `at c.z.hikari.HikariPool.getConnection(:197)`: the file repeats the class, and outer packages their neighbours. */
function shortened(frame: string): string {
  return frame.replace(
    JAVA_FRAME,
    (_, at: string, outer: string, inner: string, method: string, line: string | undefined) =>
      `${at}${outer.replace(/([\w$])[\w$]*\./g, "$1.")}${inner}${method}(${line ?? ""})`,
  );
}

function untabbed(text: string): string {
  return text.replace(/^\s+/, (space) => " ".repeat(Math.min(space.replaceAll("\t", "  ").length, 8))) || " ";
}
