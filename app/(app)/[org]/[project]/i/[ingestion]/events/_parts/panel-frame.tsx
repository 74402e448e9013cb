"use client";

import { useState, type KeyboardEvent, type PointerEvent, type ReactNode } from "react";

const STORED = "events-panel-width";
const MIN = 340;
const MAX = 900;
const STANDARD = 452;

/** The side panel: beside the table, over it where there is no room. Its left edge drags; the width is remembered. */
export function PanelFrame({ children }: { children: ReactNode }) {
  const [width, setWidth] = useState(stored);
  const resize = (next: number) => {
    const kept = Math.min(Math.max(Math.round(next), MIN), MAX);
    setWidth(kept);
    localStorage.setItem(STORED, String(kept));
  };
  const drag = (event: PointerEvent<HTMLDivElement>) => {
    if (event.currentTarget.hasPointerCapture(event.pointerId)) resize(innerWidth - event.clientX);
  };
  const nudge = (event: KeyboardEvent) => {
    const by = { ArrowLeft: 24, ArrowRight: -24 }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    resize(width + by);
  };
  return (
    <aside
      aria-label="Line"
      className="relative flex min-h-0 flex-none flex-col border-l border-line-strong bg-surface max-[1180px]:absolute max-[1180px]:inset-y-0 max-[1180px]:right-0 max-[1180px]:z-5 max-[1180px]:shadow-float"
      style={{ width, maxWidth: "90vw" }}
    >
      <div
        role="separator"
        aria-orientation="vertical"
        aria-label="Width of the panel"
        aria-valuenow={width}
        aria-valuemin={MIN}
        aria-valuemax={MAX}
        tabIndex={0}
        className="absolute inset-y-0 -left-1 z-3 w-2 cursor-col-resize hover:bg-accent-line"
        onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
        onPointerMove={drag}
        onKeyDown={nudge}
        onDoubleClick={() => resize(STANDARD)}
      />
      {children}
    </aside>
  );
}

function stored(): number {
  if (typeof localStorage === "undefined") return STANDARD;
  const width = Number(localStorage.getItem(STORED));
  return width >= MIN && width <= MAX ? width : STANDARD;
}
