"use client";

import { Dialog as Radix } from "radix-ui";
import { X } from "lucide-react";
import { useState, type ReactNode } from "react";
import { IconButton } from "./button.tsx";
import { cn } from "./cn.ts";

/** On a phone: what is a side panel elsewhere. Starts low, so that the row it belongs to stays in sight; can be pulled up. */
export function Sheet({
  open,
  onOpenChange,
  title,
  children,
}: {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: string;
  children: ReactNode;
}) {
  const [tall, setTall] = useState(false);
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-30 bg-[rgb(11_14_15/0.32)]" />
        <Radix.Content
          aria-describedby={undefined}
          // The sheet itself takes the focus, not its handle: nothing in it was chosen yet.
          tabIndex={-1}
          onOpenAutoFocus={(event) => {
            event.preventDefault();
            if (event.currentTarget instanceof HTMLElement) event.currentTarget.focus();
          }}
          className={cn(
            "toast-enter fixed inset-x-0 focus-visible:shadow-float bottom-0 z-30 flex flex-col rounded-t-3 border-t border-line-strong bg-surface shadow-float",
            tall ? "h-[92dvh]" : "h-[58dvh]",
          )}
        >
          <button
            type="button"
            aria-label={tall ? "Lower the sheet" : "Raise the sheet"}
            onClick={() => setTall(!tall)}
            className="mx-auto flex h-5 w-24 items-center justify-center"
          >
            <span className="h-1 w-9 rounded-1 bg-line-strong" />
          </button>
          <header className="flex items-center gap-2 border-b border-line px-3 pb-2">
            <Radix.Title className="min-w-0 flex-1 truncate font-semibold">{title}</Radix.Title>
            <IconButton label="Close" size="sm" onClick={() => onOpenChange(false)}>
              <X aria-hidden />
            </IconButton>
          </header>
          <div className="min-h-0 flex-1 overflow-y-auto">{children}</div>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
