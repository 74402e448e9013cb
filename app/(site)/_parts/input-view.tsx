"use client";

import { FileText } from "lucide-react";
import { useMemo, useRef } from "react";
import { formatBytes } from "#lib/client/number.ts";
import type { Input } from "../_analysis/protocol.ts";
import type { LogBoxProps } from "./log-box.tsx";

/** More text than an editor can hold without lag: it is taken as a file instead. */
const MAX_EDITED_CHARS = 2_000_000;

/** What was given: text to edit with line numbers, or the list of files. */
export function InputView({ text, onText, onPasteText, onFiles, inputs, analysis }: LogBoxProps) {
  const listed = inputs.filter((input) => input.kind !== "text");
  if (listed.length > 0) return <GivenFiles inputs={listed} sources={analysis.result?.sources ?? []} />;
  return <Editor text={text} onText={onText} onPasteText={onPasteText} onFiles={onFiles} />;
}

function Editor({
  text,
  onText,
  onPasteText,
  onFiles,
}: Pick<LogBoxProps, "text" | "onText" | "onPasteText" | "onFiles">) {
  const gutter = useRef<HTMLDivElement>(null);
  const numbers = useMemo(() => {
    const lines = Math.max(1, text.split("\n").length);
    return Array.from({ length: lines }, (_, index) => index + 1).join("\n");
  }, [text]);
  return (
    <div className="grid min-h-0 flex-1 grid-cols-[48px_minmax(0,1fr)] overflow-hidden font-mono text-log leading-[19px]">
      <div aria-hidden className="overflow-hidden py-2">
        <div ref={gutter} className="pr-2.5 text-right whitespace-pre text-fg-3 select-none">
          {numbers}
        </div>
      </div>
      <textarea
        aria-label="Paste log lines here"
        placeholder="Paste log lines here, or drop files: .log .txt .json .gz .zip"
        spellCheck={false}
        autoCapitalize="off"
        value={text}
        onChange={(event) => onText(event.target.value)}
        onScroll={(event) => {
          if (gutter.current !== null) {
            gutter.current.style.transform = `translateY(${-event.currentTarget.scrollTop}px)`;
          }
        }}
        onPaste={(event) => {
          const files = [...event.clipboardData.files];
          const pasted = event.clipboardData.getData("text/plain");
          if (pasted.length > MAX_EDITED_CHARS) files.push(new File([pasted], "pasted.log"));
          if (files.length > 0) {
            event.preventDefault();
            onFiles(files);
          } else if (text === "" && pasted.trim() !== "") {
            event.preventDefault();
            onPasteText(pasted);
          }
        }}
        className="size-full resize-none overflow-auto border-0 bg-transparent py-2 pr-2.5 whitespace-pre focus-visible:shadow-none"
      />
    </div>
  );
}

function GivenFiles({
  inputs,
  sources,
}: {
  inputs: readonly Input[];
  sources: readonly { name: string; quality: { events: number; formats: { title: string }[] } }[];
}) {
  const read = sources.map(({ name, quality }) => ({
    name,
    detail: `${quality.formats.map(({ title }) => title).join(", ")}, ${quality.events.toLocaleString("en-US")} events`,
  }));
  const given = inputs.flatMap((input) =>
    input.kind === "file" ? [{ name: input.name, detail: formatBytes(input.file.size) }] : [],
  );
  return (
    <ul aria-label="Files" className="min-h-0 flex-1 overflow-y-auto py-1">
      {(read.length > 0 ? read : given).map(({ name, detail }, index) => (
        <li key={`${name} ${index}`} className="flex min-h-8 items-center gap-2 px-3">
          <FileText aria-hidden className="text-fg-3" />
          <span className="min-w-0 truncate font-mono text-log">{name}</span>
          <span className="ml-auto flex-none pl-3 text-12 text-fg-3 tabular-nums">{detail}</span>
        </li>
      ))}
    </ul>
  );
}
