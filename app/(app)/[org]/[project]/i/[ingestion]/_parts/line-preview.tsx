"use client";

import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { getEvent } from "#contracts/event.ts";
import { EventTime } from "#components/log/event-time.tsx";
import { cn } from "#components/ui/cn.ts";
import { Level } from "#components/ui/level.tsx";
import { floating } from "#components/ui/menu.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { query } from "#lib/client/query.ts";
import { useZone } from "#lib/client/use-zone.ts";
import { useIngestion } from "./ingestion-context.tsx";

const DELAY_MS = 180;
const WIDTH_PX = 520;
const SHOWN_CHARS = 400;

/** Shows the line behind an evidence chip while the pointer or the focus is on it, wherever on the page the chip stands. */
export function LinePreview() {
  const { href } = useIngestion();
  const [shown, setShown] = useState<{ seq: number; box: DOMRect } | null>(null);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const chipOf = ({ target }: Event) =>
      target instanceof Element ? target.closest<HTMLAnchorElement>(`a[href^="${href}/events?seq="]`) : null;
    const enter = (event: Event) => {
      const chip = chipOf(event);
      clearTimeout(timer);
      if (chip === null) return;
      const seq = Number(/seq=(\d+)/.exec(chip.href)?.[1]);
      timer = setTimeout(() => setShown({ seq, box: chip.getBoundingClientRect() }), DELAY_MS);
    };
    const leave = () => {
      clearTimeout(timer);
      setShown(null);
    };
    const onEscape = (event: KeyboardEvent) => event.key === "Escape" && leave();
    const abort = new AbortController();
    const { signal } = abort;
    for (const type of ["pointerover", "focusin"]) document.addEventListener(type, enter, { signal });
    for (const type of ["pointerout", "focusout", "pointerdown"]) document.addEventListener(type, leave, { signal });
    document.addEventListener("scroll", leave, { signal, capture: true });
    document.addEventListener("keydown", onEscape, { signal });
    return () => {
      abort.abort();
      clearTimeout(timer);
    };
  }, [href]);
  return shown === null ? null : <Card {...shown} />;
}

function Card({ seq, box }: { seq: number; box: DOMRect }) {
  const { params } = useIngestion();
  const [zone] = useZone();
  const { data: event, error } = useQuery({ ...query(getEvent, { params: { ...params, seq } }), staleTime: Infinity });
  const below = box.bottom + 140 < innerHeight;
  const left = Math.max(12, Math.min(box.left, innerWidth - WIDTH_PX - 12));
  return (
    <div
      role="tooltip"
      className={cn(floating, "pop-enter pointer-events-none fixed z-40 max-w-[calc(100vw-24px)] px-2.5 py-2")}
      style={{ left, width: WIDTH_PX, ...(below ? { top: box.bottom + 4 } : { bottom: innerHeight - box.top + 4 }) }}
    >
      <p className="mb-1 flex items-center gap-2 font-mono text-12">
        <b>[{seq}]</b>
        {event === undefined ? null : (
          <>
            <Level level={event.level} inferred={event.levelInferred} />
            <span className="truncate text-fg-2">{event.service ?? event.source}</span>
            <span className="ml-auto flex-none text-fg-2">
              <EventTime timeMs={event.timeMs} timestamp={event.timestamp} zone={zone} />
            </span>
          </>
        )}
      </p>
      {event === undefined ? (
        error === null ? (
          <Skeleton className="my-1 w-4/5" />
        ) : (
          <p className="text-fg-2">{error.message}</p>
        )
      ) : (
        <p className="line-clamp-4 font-mono text-log leading-(--leading-log) [overflow-wrap:anywhere] whitespace-pre-wrap">
          {event.message.slice(0, SHOWN_CHARS)}
        </p>
      )}
    </div>
  );
}
