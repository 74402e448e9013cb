"use client";

import { Check, Copy } from "lucide-react";
import { useState, type ReactNode } from "react";
import { Button } from "./button.tsx";
import { cn } from "./cn.ts";

/** Text as it is, in a sunken box. `title` and `actions` make a header; `wrap` breaks long lines. */
export function Code({
  title,
  actions,
  wrap = false,
  className,
  children,
}: {
  title?: ReactNode;
  actions?: ReactNode;
  wrap?: boolean;
  className?: string;
  children: ReactNode;
}) {
  return (
    <div className={cn("relative rounded-2 border border-line bg-sunken font-mono text-log leading-[19px]", className)}>
      {title === undefined && actions === undefined ? null : (
        <header className="flex items-center gap-2 border-b border-line py-[3px] pr-1 pl-2.5 font-sans text-12 text-fg-2">
          <span className="min-w-0 flex-1 truncate">{title}</span>
          {actions}
        </header>
      )}
      <pre
        // Scrolls sideways, so the keyboard must reach it.
        tabIndex={wrap ? undefined : 0}
        className={cn(
          "px-2.5 py-2 [font-size:inherit]",
          wrap ? "[overflow-wrap:anywhere] whitespace-pre-wrap" : "overflow-x-auto whitespace-pre",
        )}
      >
        {children}
      </pre>
    </div>
  );
}

/** Copies `text` and says so for two seconds. Without clipboard permission it says that instead. */
export function CopyButton({
  text,
  label = "Copy",
  size = "sm",
  variant = "ghost",
}: {
  text: string | (() => string | Promise<string>);
  label?: string;
  size?: "sm" | "default";
  variant?: "ghost" | "default" | "primary";
}) {
  const [said, setSaid] = useState<string | null>(null);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(typeof text === "string" ? text : await text());
      setSaid("Copied");
    } catch {
      setSaid("Select it and copy by hand");
    }
    setTimeout(() => setSaid(null), 2000);
  };
  return (
    <Button size={size} variant={variant} onClick={() => void copy()} aria-live="polite">
      {said === "Copied" ? <Check aria-hidden /> : <Copy aria-hidden />}
      {said ?? label}
    </Button>
  );
}
