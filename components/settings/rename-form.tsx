"use client";

import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { notify } from "#components/ui/toast.tsx";

/** One name and a button; undo gives the old name back. `onRename` rejects with an Error whose message is shown. */
export function RenameForm({
  name,
  label,
  hint,
  onRename,
}: {
  name: string;
  label: string;
  hint?: string;
  onRename: (name: string) => Promise<void>;
}) {
  const [typed, setTyped] = useState<string | null>(null);
  const [state, setState] = useState<{ busy: boolean; error: string | null }>({ busy: false, error: null });
  const value = typed ?? name;
  const rename = async () => {
    setState({ busy: true, error: null });
    try {
      await onRename(value);
      setState({ busy: false, error: null });
      setTyped(null);
      notify(`Renamed to ${value.trim()}`, { undo: () => onRename(name) });
    } catch (error) {
      setState({ busy: false, error: error instanceof Error ? error.message : "It was not renamed. Try again." });
    }
  };
  return (
    <form
      className="flex max-w-[480px]! items-start gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        void rename();
      }}
    >
      <Field label={label} hint={hint} error={state.error} className="flex-1">
        <Input value={value} onChange={(event) => setTyped(event.target.value)} maxLength={80} autoComplete="off" />
      </Field>
      <Button type="submit" className="mt-[22px]" disabled={value.trim() === "" || value.trim() === name || state.busy}>
        Rename
      </Button>
    </form>
  );
}
