"use client";

import { useActionState, useState, type HTMLInputAutoCompleteAttribute, type ReactNode } from "react";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Note } from "#components/ui/note.tsx";

/** What an action answers, see `lib/auth/actions.ts`. */
export interface FormState {
  error?: string;
  issues?: { path: string; message: string }[];
  done?: boolean;
}

export interface FormField {
  name: string;
  label: string;
  type?: "text" | "email" | "password";
  autoComplete?: HTMLInputAutoCompleteAttribute;
  hint?: string;
  optional?: boolean;
}

/** A form over a server action. What was typed stays when the action refuses it; `done` takes the form's place when it succeeds. */
export function ActionForm({
  action,
  fields,
  hidden = {},
  submit,
  done,
  focus = true,
}: {
  action: (state: FormState, form: FormData) => Promise<FormState>;
  fields: readonly FormField[];
  hidden?: Readonly<Record<string, string | undefined>>;
  submit: string;
  done?: ReactNode;
  focus?: boolean;
}) {
  const [state, run, busy] = useActionState(action, {});
  const [values, setValues] = useState<Readonly<Record<string, string>>>({});
  if (state.done && done !== undefined) return <div role="status">{done}</div>;
  return (
    <form action={run} className="grid gap-3" noValidate>
      {Object.entries(hidden).map(([name, value]) =>
        value === undefined ? null : <input key={name} type="hidden" name={name} value={value} />,
      )}
      {fields.map(({ name, label, type = "text", autoComplete, hint, optional }, index) => (
        <Field
          key={name}
          label={label}
          hint={hint}
          error={state.issues?.find(({ path }) => path === name)?.message ?? null}
        >
          <Input
            name={name}
            type={type}
            autoComplete={autoComplete}
            required={!optional}
            autoFocus={focus && index === 0}
            value={values[name] ?? ""}
            onChange={(event) => setValues({ ...values, [name]: event.target.value })}
            className="h-8"
          />
        </Field>
      ))}
      {state.error === undefined ? null : <Note tone="error">{state.error}</Note>}
      <div>
        <Button type="submit" variant="primary" disabled={busy} className="h-8 px-4">
          {busy ? "One moment…" : submit}
        </Button>
      </div>
    </form>
  );
}
