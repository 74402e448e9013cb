"use client";

import { useId, useState } from "react";
import type { Source } from "#contracts/ingestion.ts";
import { Button } from "#components/ui/button.tsx";
import { Input } from "#components/ui/input.tsx";
import { notify } from "#components/ui/toast.tsx";
import { useIngestionActions } from "../actions.ts";

/** Names that the browser knows, and fixed offsets. */
const ZONES = ["UTC", ...Intl.supportedValuesOf("timeZone")];

/** The zone that a source without one is read in, and its change: the ingestion is analysed again with it. */
export function SetZone({ source }: { source: Source }) {
  const { setZone } = useIngestionActions();
  const [open, setOpen] = useState(false);
  const [typed, setTyped] = useState(source.zone ?? "UTC");
  const id = useId();
  const known = ZONES.includes(typed) || /^[+-]\d\d:\d\d$/.test(typed);
  const save = () => {
    const before = source.zone;
    setZone.mutate(
      { index: source.index, zone: typed },
      {
        onSuccess: () => {
          setOpen(false);
          notify(`${source.name} is read again in ${typed}`, {
            undo: () => setZone.mutate({ index: source.index, zone: before }),
          });
        },
      },
    );
  };
  return (
    <li>
      {source.zone === null ? "Zone assumed UTC" : `Zone set to ${source.zone}`} for{" "}
      <span className="font-mono [overflow-wrap:anywhere]">{source.name}</span>.{" "}
      <button
        type="button"
        aria-expanded={open}
        className="text-accent underline underline-offset-2"
        onClick={() => setOpen(!open)}
      >
        {open ? "Leave it" : "Set zone"}
      </button>
      {open ? (
        <form
          className="mt-1 flex gap-1.5"
          onSubmit={(event) => {
            event.preventDefault();
            if (known) save();
          }}
        >
          <Input
            autoFocus
            list={id}
            aria-label={`Zone of ${source.name}`}
            aria-invalid={!known}
            placeholder="Europe/Berlin or +02:00"
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
          />
          <datalist id={id}>
            {ZONES.map((zone) => (
              <option key={zone} value={zone} />
            ))}
          </datalist>
          <Button type="submit" disabled={!known || setZone.isPending}>
            Read again
          </Button>
        </form>
      ) : null}
    </li>
  );
}
