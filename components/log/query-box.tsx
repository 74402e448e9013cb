"use client";

import { Search } from "lucide-react";
import { useId, useMemo, useRef, useState, type KeyboardEvent, type ReactNode, type RefObject } from "react";
import { formatTerm, parseEventQuery, type QueryTerm } from "#contracts/event-query.ts";
import type { Facet } from "#contracts/event.ts";
import { Chip } from "#components/ui/badge.tsx";
import { cn } from "#components/ui/cn.ts";
import { floating } from "#components/ui/menu.tsx";
import { completionsOf, type Completion } from "./completion.ts";
import { withoutTerm } from "./query-edit.ts";

interface QueryBoxProps {
  /** The query as its text. What in it cannot be read stays in the input, marked. */
  value: string;
  onChange: (query: string) => void;
  facets: readonly Facet[];
  /** Names for values that are ids: a group's template. */
  nameOf?: (term: QueryTerm) => string | undefined;
  /** Counts, at the right edge. */
  result?: ReactNode;
  inputRef?: RefObject<HTMLInputElement | null>;
}

/** The query of Events: terms in force as chips, and an input that completes, and marks its error at the caret. */
export function QueryBox({ value, onChange, facets, nameOf, result, inputRef }: QueryBoxProps) {
  const parsed = useMemo(() => parseEventQuery(value), [value]);
  const unread = parsed.errors.map(({ start, end }) => value.slice(start, end)).join(" ");
  const [typed, setTyped] = useState<string | null>(null);
  const own = useRef<HTMLInputElement>(null);
  const input = inputRef ?? own;
  const draft = typed ?? unread;
  const problems = useMemo(() => parseEventQuery(draft).errors, [draft]);
  const [judged, setJudged] = useState(false);
  const error = judged || typed === null ? problems[0] : undefined;
  const id = useId();
  const read = parsed.terms.map(formatTerm).join(" ");

  const [listed, setListed] = useState(false);
  const close = () => setListed(false);
  const commit = (text: string) => {
    setJudged(true);
    if (parseEventQuery(text).errors.length > 0) return;
    setTyped(null);
    setJudged(false);
    close();
    onChange([read, text.trim()].filter(Boolean).join(" "));
  };
  const remove = (term: QueryTerm) => onChange(withoutTerm(value, term));
  const edit = (term: QueryTerm) => {
    setTyped([draft, formatTerm(term)].filter(Boolean).join(" "));
    remove(term);
    input.current?.focus();
  };
  const list = useCompletions(draft, facets, listed, setListed, (completion) => {
    if (completion.ends) commit(completion.draft);
    else setTyped(completion.draft);
  });
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (list.onKeyDown(event)) return;
    const last = parsed.terms.at(-1);
    if (event.key === "Enter") {
      event.preventDefault();
      if (draft.trim() !== "" || parsed.errors.length > 0) commit(draft);
    } else if (event.key === "Backspace" && draft === "" && last !== undefined) {
      event.preventDefault();
      edit(last);
    } else if (event.key === "Escape") event.currentTarget.blur();
  };
  return (
    <div
      className="relative flex min-h-8 min-w-0 flex-1 basis-full flex-wrap md:basis-0 items-center gap-[5px] rounded-2 border border-control bg-surface py-[3px] pr-1.5 pl-2 focus-within:border-accent-fill focus-within:shadow-[0_0_0_1px_var(--color-accent-fill)]"
      onMouseDown={(event) => {
        if (event.target !== event.currentTarget) return;
        event.preventDefault();
        input.current?.focus();
      }}
    >
      <Search aria-hidden className="text-fg" />
      {parsed.terms.map((term) => (
        <TermChip
          key={term.start}
          term={term}
          name={nameOf?.(term)}
          onEdit={() => edit(term)}
          onRemove={() => remove(term)}
        />
      ))}
      <span className="relative min-w-[120px] flex-1">
        <input
          ref={input}
          role="combobox"
          aria-label="Query"
          aria-expanded={list.open}
          aria-controls={`${id}-list`}
          aria-autocomplete="list"
          aria-activedescendant={list.active === null ? undefined : `${id}-${list.active}`}
          aria-invalid={error !== undefined}
          aria-describedby={error === undefined ? undefined : `${id}-error`}
          autoComplete="off"
          spellCheck={false}
          placeholder={parsed.terms.length === 0 ? "text, field:value, -not, seq:80..95" : ""}
          value={draft}
          onChange={(event) => {
            setTyped(event.target.value);
            setJudged(false);
            list.reopen();
          }}
          onFocus={list.reopen}
          onBlur={list.close}
          onKeyDown={onKeyDown}
          className="h-6 w-full min-w-0 bg-transparent font-mono text-log outline-none focus-visible:shadow-none"
        />
        {error === undefined ? null : (
          <p
            id={`${id}-error`}
            role="alert"
            className={cn(
              floating,
              "absolute top-full left-0 z-20 mt-1.5 w-max max-w-[70vw] px-2 py-1 font-mono text-log text-error",
            )}
          >
            <span aria-hidden style={{ paddingLeft: `${Math.min(error.start, 40)}ch` }}>
              ^{" "}
            </span>
            {error.message}
          </p>
        )}
        {error === undefined && list.open ? <CompletionList id={id} list={list} /> : null}
      </span>
      {result}
    </div>
  );
}

function TermChip({
  term,
  name,
  onEdit,
  onRemove,
}: {
  term: QueryTerm;
  name: string | undefined;
  onEdit: () => void;
  onRemove: () => void;
}) {
  const value = name ?? (term.field === "text" ? (term.values[0] ?? "") : term.values.join(","));
  return (
    <span
      className="flex max-w-[320px] min-w-0"
      title="Double-click to edit"
      onDoubleClick={(event) => {
        event.preventDefault();
        onEdit();
      }}
    >
      <Chip
        {...(term.field === "text" ? {} : { name: term.name })}
        value={value}
        negated={term.excluded}
        onRemove={onRemove}
      />
    </span>
  );
}

function CompletionList({ id, list }: { id: string; list: ReturnType<typeof useCompletions> }) {
  return (
    <ul
      id={`${id}-list`}
      role="listbox"
      aria-label="Completions"
      className={cn(floating, "pop-enter absolute top-full left-0 z-20 mt-1.5 w-[360px] max-w-[80vw] p-1")}
    >
      {list.items.map((item, index) => (
        <li
          key={item.draft}
          id={`${id}-${index}`}
          role="option"
          aria-selected={index === list.active}
          className="flex h-7 cursor-default items-center gap-3 rounded-1 px-2 font-mono text-12 hover:bg-hover aria-selected:bg-hover"
          // Before the blur of the input takes the list away.
          onMouseDown={(event) => {
            event.preventDefault();
            list.take(item);
          }}
        >
          <span className="truncate">{item.label}</span>
          <span className="ml-auto flex-none font-sans text-fg-3 tabular-nums">{item.note}</span>
        </li>
      ))}
    </ul>
  );
}

/** The list under the input: arrows choose, Enter or Tab take, Escape closes. */
function useCompletions(
  draft: string,
  facets: readonly Facet[],
  shown: boolean,
  setShown: (shown: boolean) => void,
  take: (completion: Completion) => void,
) {
  const [chosen, setChosen] = useState<number | null>(null);
  const items = useMemo(() => completionsOf(draft, facets), [draft, facets]);
  const open = shown && items.length > 0;
  const active = open && chosen !== null && chosen < items.length ? chosen : null;
  const onKeyDown = (event: KeyboardEvent): boolean => {
    if (!open) return false;
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const first = draft.trim() === "" ? undefined : items[0];
    const item =
      event.key === "Tab" ? (active === null ? first : items[active]) : active === null ? undefined : items[active];
    if (by !== undefined) setChosen(((active ?? (by === 1 ? -1 : 0)) + by + items.length) % items.length);
    else if ((event.key === "Enter" || event.key === "Tab") && item !== undefined) {
      take(item);
      setChosen(null);
    } else if (event.key === "Escape") setShown(false);
    else return false;
    event.preventDefault();
    return true;
  };
  return {
    open,
    items,
    active,
    take,
    onKeyDown,
    reopen: () => {
      setShown(true);
      setChosen(null);
    },
    close: () => setShown(false),
  };
}
