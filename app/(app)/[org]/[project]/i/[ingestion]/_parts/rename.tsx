"use client";

import { useState } from "react";
import { Input } from "#components/ui/input.tsx";

/** The title as an input: Enter saves, Escape leaves it as it was. */
export function Rename({
  name,
  onSave,
  onCancel,
}: {
  name: string;
  onSave: (name: string) => void;
  onCancel: () => void;
}) {
  const [typed, setTyped] = useState(name);
  const save = () => (typed.trim() === "" ? onCancel() : onSave(typed.trim()));
  return (
    <Input
      autoFocus
      aria-label="Name of the ingestion"
      className="w-[320px] max-w-full text-16 font-semibold"
      maxLength={120}
      value={typed}
      onChange={(event) => setTyped(event.target.value)}
      onFocus={(event) => event.target.select()}
      onBlur={save}
      onKeyDown={(event) => {
        if (event.key === "Enter") save();
        else if (event.key === "Escape") onCancel();
      }}
    />
  );
}
