"use client";

import { useId, useRef, useState, type KeyboardEvent } from "react";
import type { Span } from "#engine";
import type { ReportSection } from "#contracts/report.ts";
import { Button } from "#components/ui/button.tsx";
import { EvidenceChip } from "#components/ui/evidence-chip.tsx";
import { Input } from "#components/ui/input.tsx";
import { InlineCode } from "#components/ui/prose.tsx";
import { cn } from "#components/ui/cn.ts";
import { blocksOf } from "#lib/report/blocks.ts";

interface ReportBlockProps {
  section: ReportSection;
  title: string;
  text: string;
  /** Lines that the report holds; others are not verified. */
  known: ReadonlySet<number>;
  href: (from: number, to: number) => string;
  onChange: (text: string) => void;
}

/** One section. Reads as it will be read; a click makes it text to edit, with what it will look like below. */
export function ReportBlock({ section, title, text, known, href, onChange }: ReportBlockProps) {
  const [editing, setEditing] = useState(false);
  const area = useRef<HTMLTextAreaElement>(null);
  const id = useId();
  const rendered = <RenderedProse text={text} known={known} href={href} />;
  return (
    <section aria-labelledby={id} className="relative mt-[22px]">
      <h2 id={id} className="mb-1 flex items-center text-14">
        <span id={section} className="scroll-mt-4">
          {title}
        </span>
        <span data-chrome className="ml-auto flex gap-1 font-normal">
          {editing ? <Cite area={area} text={text} onChange={onChange} /> : null}
          <Button size="sm" variant="ghost" onClick={() => setEditing(!editing)}>
            {editing ? "Done" : "Edit"}
            <span className="sr-only"> {title}</span>
          </Button>
        </span>
      </h2>
      {editing ? (
        <>
          <textarea
            ref={area}
            autoFocus
            aria-label={title}
            value={text}
            onChange={(event) => onChange(event.target.value)}
            onKeyDown={(event: KeyboardEvent) => {
              if (event.key === "Escape" || (event.key === "Enter" && (event.metaKey || event.ctrlKey)))
                setEditing(false);
            }}
            className="-mx-2.5 field-sizing-content block min-h-20 w-[calc(100%+20px)] resize-y rounded-1 bg-surface px-2.5 py-1.5 text-14 leading-(--leading-read) shadow-[0_0_0_1px_var(--color-accent-fill)] outline-none focus-visible:shadow-[0_0_0_1.5px_var(--color-accent-fill)]"
          />
          <p className="mt-1 mb-2 text-12 text-fg-3">
            [80] or [80-95] cites lines, `text` quotes the log, a line that begins with “- ” is a list item. As it will
            read:
          </p>
          {rendered}
        </>
      ) : (
        <div
          className="-mx-2.5 rounded-1 px-2.5 py-0.5 hover:bg-hover"
          onClick={(event) => {
            const link = event.target instanceof Element && event.target.closest("a,button");
            if (!link && getSelection()?.isCollapsed !== false) setEditing(true);
          }}
        >
          {rendered}
        </div>
      )}
    </section>
  );
}

/** Puts a citation where the caret stands. */
function Cite({
  area,
  text,
  onChange,
}: {
  area: { current: HTMLTextAreaElement | null };
  text: string;
  onChange: (text: string) => void;
}) {
  const [typed, setTyped] = useState("");
  const valid = /^\d{1,10}(-\d{1,10})?$/.test(typed);
  const insert = () => {
    const at = area.current?.selectionEnd ?? text.length;
    onChange(`${text.slice(0, at)}${at > 0 && !/\s$/.test(text.slice(0, at)) ? " " : ""}[${typed}]${text.slice(at)}`);
    setTyped("");
    area.current?.focus();
  };
  return (
    <form
      className="flex gap-1"
      onSubmit={(event) => {
        event.preventDefault();
        if (valid) insert();
      }}
    >
      <Input
        aria-label="Line to cite"
        placeholder="line, 80 or 80-95"
        className="h-(--h-control-sm) w-32 text-12"
        value={typed}
        onChange={(event) => setTyped(event.target.value.trim())}
      />
      <Button size="sm" type="submit" disabled={!valid}>
        Cite
      </Button>
    </form>
  );
}

function RenderedProse({ text, known, href }: Pick<ReportBlockProps, "text" | "known" | "href">) {
  const blocks = blocksOf(text);
  if (blocks.length === 0) return <p className="text-14 text-fg-3">Nothing is written here yet.</p>;
  // Blocks, lines and spans have no identity but their place.
  return (
    <div className="text-14 leading-(--leading-read) [overflow-wrap:anywhere] [&>*+*]:mt-2">
      {blocks.map(({ kind, lines }, index) =>
        kind === "list" ? (
          <ul key={index} className="list-disc pl-5 marker:text-fg-3">
            {lines.map((spans, line) => (
              <li key={line} className="my-[3px]">
                <Spans spans={spans} known={known} href={href} />
              </li>
            ))}
          </ul>
        ) : (
          lines.map((spans, line) => (
            <p key={`${index} ${line}`}>
              <Spans spans={spans} known={known} href={href} />
            </p>
          ))
        ),
      )}
    </div>
  );
}

function Spans({ spans, known, href }: { spans: readonly Span[] } & Pick<ReportBlockProps, "known" | "href">) {
  return spans.map((span, index) => {
    if (span.kind === "text") return span.text;
    if (span.kind === "bold") return <strong key={index}>{span.text}</strong>;
    if (span.kind === "code") return <InlineCode key={index}>{span.text}</InlineCode>;
    const checked = known.has(span.from) && known.has(span.to);
    return (
      <EvidenceChip
        key={index}
        from={span.from}
        to={span.to}
        state={checked ? "checked" : "unverified"}
        href={href(span.from, span.to)}
      />
    );
  });
}

/** The title, edited where it stands. */
export function ReportTitle({ title, onChange }: { title: string; onChange: (title: string) => void }) {
  const [typed, setTyped] = useState(title);
  const [focused, setFocused] = useState(false);
  return (
    <h1>
      <textarea
        rows={1}
        aria-label="Title of the report"
        maxLength={200}
        value={focused ? typed : title}
        onFocus={() => {
          setTyped(title);
          setFocused(true);
        }}
        onBlur={() => setFocused(false)}
        onChange={(event) => {
          const next = event.target.value.replace(/\n/g, " ");
          setTyped(next);
          if (next.trim() !== "") onChange(next);
        }}
        className={cn(
          "-mx-2.5 mb-1 field-sizing-content w-[calc(100%+20px)] resize-none rounded-1 bg-transparent px-2.5 text-20 leading-(--leading-tight) font-semibold tracking-[-0.014em] hover:bg-hover focus:bg-surface focus-visible:shadow-[0_0_0_1px_var(--color-accent-fill)]",
        )}
      />
    </h1>
  );
}
