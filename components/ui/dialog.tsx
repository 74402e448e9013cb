"use client";

import { Dialog as Radix } from "radix-ui";
import { useState, type ReactNode } from "react";
import { Button } from "./button.tsx";
import { cn } from "./cn.ts";
import { Field } from "./field.tsx";
import { Input } from "./input.tsx";
import { floating } from "./menu.tsx";

/** A window over the page. Rare by rule: only for what must be typed to be meant, for the palette and the key list. */
export function Dialog({
  open,
  onOpenChange,
  title,
  description,
  hideTitle = false,
  className,
  children,
}: {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: string;
  description?: string;
  hideTitle?: boolean;
  className?: string;
  children: ReactNode;
}) {
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 bg-[rgb(11_14_15/0.32)]" />
        <Radix.Content
          {...(description === undefined ? { "aria-describedby": undefined } : {})}
          className={cn(
            floating,
            "pop-enter fixed top-[12vh] left-1/2 z-40 max-h-[80vh] w-[480px] max-w-[calc(100vw-24px)] -translate-x-1/2 overflow-y-auto p-4",
            className,
          )}
        >
          <Radix.Title className={hideTitle ? "sr-only" : "text-14 font-semibold"}>{title}</Radix.Title>
          {description === undefined ? null : (
            <Radix.Description className="mt-1 text-fg-2">{description}</Radix.Description>
          )}
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

/** Deletes what cannot come back, once its name was typed. `onConfirm` rejects with an Error whose message is shown. */
export function DeleteByName({
  name,
  what,
  consequence,
  onConfirm,
}: {
  name: string;
  what: string;
  consequence: string;
  onConfirm: (typed: string) => Promise<void>;
}) {
  const [open, setOpen] = useState(false);
  const [typed, setTyped] = useState("");
  const [state, setState] = useState<{ busy: boolean; error: string | null }>({ busy: false, error: null });
  const confirm = async () => {
    setState({ busy: true, error: null });
    try {
      await onConfirm(typed);
      setOpen(false);
    } catch (error) {
      setState({ busy: false, error: error instanceof Error ? error.message : "It was not deleted. Try again." });
    }
  };
  return (
    <>
      <Button variant="danger" onClick={() => setOpen(true)}>
        Delete {what}…
      </Button>
      <Dialog open={open} onOpenChange={setOpen} title={`Delete ${name}`} description={consequence}>
        <form
          className="mt-3 grid gap-3"
          onSubmit={(event) => {
            event.preventDefault();
            if (typed === name) void confirm();
          }}
        >
          <Field label={`Type “${name}” to confirm`} error={state.error}>
            <Input value={typed} onChange={(event) => setTyped(event.target.value)} autoComplete="off" autoFocus />
          </Field>
          <div className="flex justify-end gap-2">
            <Button variant="ghost" onClick={() => setOpen(false)}>
              Keep it
            </Button>
            <Button variant="danger" type="submit" disabled={typed !== name || state.busy}>
              {state.busy ? "Deleting…" : `Delete ${what}`}
            </Button>
          </div>
        </form>
      </Dialog>
    </>
  );
}
