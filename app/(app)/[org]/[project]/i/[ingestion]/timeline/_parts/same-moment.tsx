"use client";

import { useQuery } from "@tanstack/react-query";
import { parseAsString, useQueryState } from "nuqs";
import { getEvent, type EventDetail } from "#contracts/event.ts";
import type { ClockMark } from "#contracts/ingestion.ts";
import { EventTime } from "#components/log/event-time.tsx";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Link } from "#components/ui/link.tsx";
import { query } from "#lib/client/query.ts";
import { useZone } from "#lib/client/use-zone.ts";
import { useIngestion } from "../../_parts/ingestion-context.tsx";
import { clockWords } from "./clock-words.ts";

/** Two lines by number, what they say, and what it means that they are the same moment. Which lines is in the address. */
export function SameMoment({
  marks,
  saving,
  onSave,
}: {
  marks: readonly ClockMark[];
  saving: boolean;
  onSave: (marks: { seq: number; sameAs: number }[], said: string) => void;
}) {
  const { href } = useIngestion();
  const [same, setSame] = useQueryState("same", parseAsString.withDefault(""));
  const [one = "", other = ""] = same.split(",");
  const [a, b] = [useLine(one), useLine(other)];
  const meaning = meaningOf(a.event, b.event);
  return (
    <form
      aria-label="Two lines are the same moment"
      className="mb-3 max-w-[880px] rounded-2 border border-line-strong p-3"
      onSubmit={(event) => {
        event.preventDefault();
        if (meaning.said === null || a.event === undefined || b.event === undefined) return;
        const { seq, source } = a.event;
        const others = marks.filter((mark) => mark.source !== source);
        onSave([...others, { seq, sameAs: b.event.seq }], meaning.said);
      }}
    >
      <div className="grid gap-3 md:grid-cols-2">
        <LineField label="Line" value={one} line={a} onChange={(next) => void setSame(`${next},${other}`)} />
        <LineField
          label="is the same moment as line"
          value={other}
          line={b}
          onChange={(next) => void setSame(`${one},${next}`)}
        />
      </div>
      <p role="status" className="mt-2 min-h-5">
        {meaning.said === null ? <span className="text-fg-2">{meaning.lacks}</span> : <b>{meaning.said}.</b>}
      </p>
      <div className="mt-2 flex flex-wrap items-center gap-2">
        <Button type="submit" variant="primary" disabled={meaning.said === null || saving}>
          Set the clock
        </Button>
        <Button variant="ghost" onClick={() => void setSame(null)}>
          Leave it
        </Button>
        <Link href={`${href}/events${one === "" ? "" : `?same=${one},`}`} className="ml-auto text-12">
          Find lines in Events
        </Link>
      </div>
    </form>
  );
}

interface Line {
  event: EventDetail | undefined;
  error: string | null;
}

function useLine(typed: string): Line {
  const { params } = useIngestion();
  const seq = /^\d{1,9}$/.test(typed) ? Number(typed) : 0;
  const { data, error } = useQuery({ ...query(getEvent, { params: { ...params, seq } }), enabled: seq > 0 });
  return { event: seq > 0 ? data : undefined, error: seq > 0 && error !== null ? error.message : null };
}

function LineField({
  label,
  value,
  line: { event, error },
  onChange,
}: {
  label: string;
  value: string;
  line: Line;
  onChange: (value: string) => void;
}) {
  const [zone] = useZone();
  return (
    <div className="min-w-0">
      <Field label={label} error={error}>
        <Input
          inputMode="numeric"
          placeholder="its number, such as 80"
          className="max-w-[220px]"
          value={value}
          onChange={(change) => onChange(change.target.value.replaceAll(/\D/g, "").slice(0, 9))}
        />
      </Field>
      {event === undefined ? null : (
        <>
          <p className="mt-1.5 flex flex-wrap gap-x-2.5 font-mono text-12 text-fg-2">
            <EventTime timeMs={event.timeMs} timestamp={event.timestamp} zone={zone} />
            <span className="truncate">{event.source}</span>
          </p>
          <p className="line-clamp-2 font-mono text-log leading-(--leading-log) [overflow-wrap:anywhere]">
            {event.message.slice(0, 300)}
          </p>
        </>
      )}
    </div>
  );
}

/** What is said by the two lines, or what they lack. */
function meaningOf(a: EventDetail | undefined, b: EventDetail | undefined): { said: string | null; lacks: string } {
  const lacking = (lacks: string) => ({ said: null, lacks });
  if (a === undefined || b === undefined) return lacking("Choose one line of each of two files.");
  if (a.source === b.source) return lacking(`Both are lines of ${a.source}, and so of one clock.`);
  if (a.timeMs === null || b.timeMs === null) return lacking("One of them carries no time of its own.");
  return { said: `The clock of ${a.source} is ${clockWords(a.timeMs - b.timeMs, b.source)}`, lacks: "" };
}
