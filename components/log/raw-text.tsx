"use client";

import { useState } from "react";
import { Code, CopyButton } from "#components/ui/code.tsx";
import { formatBytes } from "#lib/client/number.ts";

const SHOWN_CHARS = 3000;

/** An event as it stands in the log. A monster line is cut, says how much is hidden and offers all of it. */
export function RawText({
  text,
  bytes,
  cut,
  bare = false,
}: {
  text: string;
  bytes: number;
  cut: boolean;
  /** Without the header: where a heading stands above. */
  bare?: boolean;
}) {
  const [all, setAll] = useState(false);
  const [pretty, setPretty] = useState(false);
  const formatted = prettyOf(text);
  const whole = pretty && formatted !== null ? formatted : text;
  const hidden = !all && whole.length > SHOWN_CHARS;
  return (
    <Code
      wrap
      title={bare ? undefined : `Raw, ${formatBytes(bytes)}`}
      actions={
        bare ? undefined : (
          <>
            {formatted === null ? null : (
              <button
                type="button"
                aria-pressed={pretty}
                onClick={() => setPretty(!pretty)}
                className="rounded-1 px-1.5 hover:text-fg aria-pressed:bg-active"
              >
                Pretty
              </button>
            )}
            <CopyButton text={text} />
          </>
        )
      }
    >
      {hidden ? whole.slice(0, SHOWN_CHARS) : whole}
      {hidden || cut ? (
        <span className="-mx-2.5 mt-2 -mb-2 flex flex-wrap gap-x-2 border-t border-dashed border-line-strong px-2.5 py-[5px] font-sans text-12 text-fg-3">
          {hidden ? (
            <>
              Cut at {formatBytes(SHOWN_CHARS)} of {formatBytes(whole.length)}.
              <button type="button" className="text-accent underline underline-offset-2" onClick={() => setAll(true)}>
                Show all
              </button>
            </>
          ) : (
            "The line is longer than 256 KiB; the rest of it stands in the uploaded file."
          )}
        </span>
      ) : null}
    </Code>
  );
}

/** JSON with line breaks; null when the text is no JSON object. */
function prettyOf(text: string): string | null {
  if (!/^\s*\{/.test(text)) return null;
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return null;
  }
}
