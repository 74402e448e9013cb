"use client";

import { Check, Copy, Minus, Plus } from "lucide-react";
import { useState, type ReactNode } from "react";
import type { EventDetail } from "#contracts/event.ts";
import { attributeFilter, exclude, fieldFilter, include, stateOf, type Filter } from "#components/log/query-edit.ts";
import { cn } from "#components/ui/cn.ts";
import { notifyError } from "#components/ui/toast.tsx";
import { formatCount } from "#lib/client/number.ts";
import { formatTime, zoneName } from "#lib/client/time.ts";
import { useZone } from "#lib/client/use-zone.ts";
import { useEventsState } from "./use-events-state.ts";

interface Field {
  name: string;
  shown: string;
  /** What include and exclude do with it; null where it is no filter. */
  filter: Filter | null;
  note?: string;
}

const TIME_NOTES: Record<EventDetail["timeNotes"][number], string> = {
  "year-inferred": "year inferred",
  "zone-unknown": "zone assumed",
  "clock-only": "no date stated",
  jump: "jumps against its neighbours",
};

/** All that is known of an event; each value can be included, excluded, copied with one click. */
export function EventFields({ event }: { event: EventDetail }) {
  const [zone] = useZone();
  const fields: Field[] = [
    {
      name: "time",
      shown:
        event.timeMs === null
          ? (event.timestamp ?? "none stated")
          : `${stamp(event.timeMs, zone)} ${zone === "utc" ? "UTC" : zoneName("local", event.timeMs)}`,
      filter: null,
      ...(event.timeNotes.length === 0 ? {} : { note: event.timeNotes.map((note) => TIME_NOTES[note]).join(", ") }),
    },
    {
      name: "level",
      shown: event.level ?? "unknown",
      filter: fieldFilter("level", event.level ?? "unknown"),
      ...(event.levelInferred ? { note: "inferred" } : {}),
    },
    ...(event.service === null
      ? []
      : [{ name: "service", shown: event.service, filter: fieldFilter("service", event.service) }]),
    {
      name: "source",
      shown: `${event.source}, line ${formatCount(event.line)}`,
      filter: fieldFilter("source", event.source),
    },
    { name: "format", shown: event.format, filter: fieldFilter("format", event.format) },
    ...Object.entries(event.attributes).map(([name, value]) => ({
      name,
      shown: String(value),
      filter: name === "trace_id" ? fieldFilter("trace", String(value)) : attributeFilter(name, String(value)),
    })),
    { name: "fingerprint", shown: event.fingerprint, filter: null },
  ];
  return (
    <dl className="font-mono text-12 leading-[18px]">
      {fields.map((field) => (
        <FieldRow key={field.name} field={field} />
      ))}
    </dl>
  );
}

function stamp(ms: number, zone: "utc" | "local"): string {
  return `${formatTime(ms, zone, "day")} ${new Date(ms).getUTCFullYear()}, ${formatTime(ms, zone, "millis")}`;
}

function FieldRow({ field }: { field: Field }) {
  const { name, shown, filter, note } = field;
  const { q, setQuery } = useEventsState();
  const [open, setOpen] = useState(false);
  const [copied, setCopied] = useState(false);
  const state = filter === null ? "free" : stateOf(q, filter);
  const copy = async () => {
    await navigator.clipboard.writeText(filter?.value ?? shown);
    setCopied(true);
    setTimeout(() => setCopied(false), 1500);
  };
  return (
    <div className="group grid min-h-[22px] grid-cols-[122px_minmax(0,1fr)_66px] items-start py-0.5 hover:bg-hover max-md:min-h-8 max-md:items-center max-md:grid-cols-[104px_minmax(0,1fr)_auto]">
      <dt className="truncate pr-2 text-fg-3" title={name}>
        {name}
      </dt>
      <dd className="min-w-0">
        <button
          type="button"
          className={cn(
            "block w-full text-left font-mono",
            open ? "[overflow-wrap:anywhere] whitespace-pre-wrap" : "truncate",
          )}
          aria-expanded={open}
          title={open ? "Cut it again" : shown}
          onClick={() => setOpen(!open)}
        >
          {shown}
        </button>
        {note === undefined ? null : (
          <span className="text-fg-3 underline decoration-dotted underline-offset-[3px]">{note}</span>
        )}
      </dd>
      <dd className="flex justify-end text-fg-3">
        {filter === null ? null : (
          <>
            <FieldAction
              label={`Include ${name}`}
              pressed={state === "included"}
              onClick={() => setQuery(include(q, filter))}
            >
              <Plus aria-hidden />
            </FieldAction>
            <FieldAction
              label={`Exclude ${name}`}
              pressed={state === "excluded"}
              onClick={() => setQuery(exclude(q, filter))}
            >
              <Minus aria-hidden />
            </FieldAction>
          </>
        )}
        <FieldAction label={`Copy ${name}`} onClick={() => void copy().catch(notifyError)}>
          {copied ? <Check aria-hidden /> : <Copy aria-hidden className="size-3" />}
        </FieldAction>
      </dd>
    </div>
  );
}

function FieldAction({
  label,
  pressed,
  onClick,
  children,
}: {
  label: string;
  pressed?: boolean;
  onClick: () => void;
  children: ReactNode;
}) {
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      aria-pressed={pressed}
      onClick={onClick}
      className="grid size-[22px] place-items-center rounded-1 hover:bg-active hover:text-accent aria-pressed:text-accent max-md:size-7"
    >
      {children}
    </button>
  );
}
