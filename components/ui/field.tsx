"use client";

import { cloneElement, useId, type ReactElement } from "react";
import { cn } from "./cn.ts";

interface Control {
  id?: string;
  "aria-describedby"?: string;
  "aria-invalid"?: boolean;
}

/** A label, one control, and below it a hint or what is wrong; the three are tied together for screen readers. */
export function Field({
  label,
  hint,
  error,
  className,
  children,
}: {
  label: string;
  hint?: string;
  error?: string | null;
  className?: string;
  children: ReactElement<Control>;
}) {
  const id = useId();
  const below = error ?? hint;
  return (
    <div className={cn("min-w-0", className)}>
      <label htmlFor={id} className="mb-1 block font-medium">
        {label}
      </label>
      {cloneElement(children, {
        id,
        "aria-invalid": Boolean(error),
        ...(below ? { "aria-describedby": `${id}-below` } : {}),
      })}
      {below ? (
        <p id={`${id}-below`} className={cn("mt-1 text-12", error ? "text-error" : "text-fg-3")}>
          {below}
        </p>
      ) : null}
    </div>
  );
}
