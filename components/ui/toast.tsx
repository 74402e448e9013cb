"use client";

import { X } from "lucide-react";
import { useEffect, useState } from "react";
import { toast, Toaster as Sonner } from "sonner";
import { Button, IconButton } from "./button.tsx";
import { cn } from "./cn.ts";
import { Kbd } from "./kbd.tsx";
import { floating } from "./menu.tsx";

export const UNDO_SECONDS = 10;

/** Mounted once, in the root layout. */
export function Toaster() {
  return <Sonner position="bottom-right" gap={8} offset={20} mobileOffset={12} visibleToasts={3} />;
}

/** Says that something is done. With `undo` it can be taken back for ten seconds, by button or by `z`. */
export function notify(message: string, { undo }: { undo?: () => void | Promise<void> } = {}): void {
  toast.custom((id) => <Notice message={message} undo={undo} close={() => toast.dismiss(id)} />, {
    duration: (undo ? UNDO_SECONDS : 5) * 1000,
  });
}

/** Says that something failed: what, and what to do. Stays until it is closed. */
export function notifyError(error: unknown): void {
  const message = error instanceof Error ? error.message : "That did not work. Try again.";
  toast.custom((id) => <Notice failed message={message} close={() => toast.dismiss(id)} />, { duration: 20_000 });
}

function Notice({
  message,
  undo,
  failed = false,
  close,
}: {
  message: string;
  undo?: () => void | Promise<void>;
  failed?: boolean;
  close: () => void;
}) {
  return (
    <div
      role={failed ? "alert" : "status"}
      className={cn(
        floating,
        "flex w-full items-center gap-3 py-2 pr-2 pl-3.5 font-sans text-13",
        failed && "border-l-[3px] border-l-fill-error",
      )}
    >
      <span className="min-w-0 flex-1">{message}</span>
      {undo === undefined ? null : <Undo undo={undo} close={close} />}
      <IconButton label="Dismiss" size="sm" onClick={close}>
        <X aria-hidden />
      </IconButton>
    </div>
  );
}

function Undo({ undo, close }: { undo: () => void | Promise<void>; close: () => void }) {
  const [left, setLeft] = useState(UNDO_SECONDS);
  useEffect(() => {
    const timer = setInterval(() => setLeft((seconds) => Math.max(0, seconds - 1)), 1000);
    return () => clearInterval(timer);
  }, []);
  const run = () => {
    close();
    Promise.resolve(undo()).catch(notifyError);
  };
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const typing =
        event.target instanceof HTMLElement && event.target.closest("input,textarea,select,[contenteditable]");
      if (event.key === "z" && !event.metaKey && !event.ctrlKey && !event.altKey && !typing) run();
    };
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  });
  return (
    <>
      <Button size="sm" onClick={run}>
        Undo <Kbd bare>z</Kbd>
      </Button>
      <span className="w-7 text-fg-3 tabular-nums">{left} s</span>
    </>
  );
}
