"use client";

import { Upload } from "lucide-react";
import { useEffect, useRef, useState, type DragEvent } from "react";
import { MAX_EXPANDED_BYTES } from "#contracts/ingestion.ts";
import { Button } from "#components/ui/button.tsx";
import { cn } from "#components/ui/cn.ts";
import { Textarea } from "#components/ui/input.tsx";
import { Kbd } from "#components/ui/kbd.tsx";
import { Note } from "#components/ui/note.tsx";
import { Section } from "#components/ui/section.tsx";
import { useModKey } from "#lib/client/use-mod-key.ts";
import { formatBytes } from "#lib/client/number.ts";
import { DemoIncidents } from "./demo-incidents.tsx";
import { FromTerminal } from "./from-terminal.tsx";
import { useReceive, type Receive, type Sending } from "./use-receive.ts";

/** More text than a field can hold without lag: it is sent as a file at once. */
const MAX_EDITED_CHARS = 2_000_000;

/** Paste, drop or choose files, send from a terminal, or take a demo incident. */
export function NewIngestion() {
  const receive = useReceive();
  return (
    <Section
      title="New ingestion"
      note={`up to ${Math.floor(MAX_EXPANDED_BYTES / 1e9)} GB unpacked, any text: plain, JSON, gzip, zip, mixed`}
    >
      <div className="grid gap-5 md:grid-cols-[minmax(0,1.1fr)_minmax(0,1fr)]">
        <PasteBox receive={receive} />
        <div className="grid content-start gap-3">
          <FromTerminal />
          <DemoIncidents busy={receive.sending !== null} onDemo={(demo) => void receive.sendDemo(demo)} />
        </div>
      </div>
    </Section>
  );
}

/** The box in front. ⌘ V anywhere on the page lands here; ⌘ Enter sends. Exported for its test. */
export function PasteBox({ receive }: { receive: Receive }) {
  const [text, setText] = useState("");
  const [over, setOver] = useState(false);
  const area = useRef<HTMLTextAreaElement>(null);
  const { sending, error } = receive;
  const mod = useModKey();
  const send = async () => {
    if (text.trim() !== "" && (await receive.sendText(text))) setText("");
  };
  const take = (data: DataTransfer, event: { preventDefault: () => void }): boolean => {
    const files = [...data.files].map((blob) => ({ name: blob.name, blob }));
    const pasted = data.getData("text/plain");
    if (files.length === 0 && pasted.length > MAX_EDITED_CHARS) {
      files.push({ name: "pasted.log", blob: new File([pasted], "pasted.log") });
    }
    if (files.length === 0) return false;
    event.preventDefault();
    void receive.sendFiles(files);
    return true;
  };
  useEffect(() => {
    const onPaste = (event: ClipboardEvent) => {
      const target = event.target instanceof HTMLElement ? event.target : null;
      if (event.clipboardData === null || target?.closest("input,textarea,[role=dialog]")) return;
      if (take(event.clipboardData, event)) return;
      const pasted = event.clipboardData.getData("text/plain");
      if (pasted.trim() === "") return;
      setText(pasted);
      area.current?.focus();
    };
    document.addEventListener("paste", onPaste);
    return () => document.removeEventListener("paste", onPaste);
  });
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    take(event.dataTransfer, event);
  };
  return (
    <div
      className="flex min-w-0 flex-col"
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <Textarea
        ref={area}
        aria-label="Paste log lines"
        placeholder={`Paste log lines here. ${mod} V works anywhere on this page.`}
        spellCheck={false}
        autoFocus
        value={text}
        onChange={(event) => setText(event.target.value)}
        onPaste={(event) => take(event.clipboardData, event)}
        onKeyDown={(event) => {
          if (event.key === "Enter" && (event.metaKey || event.ctrlKey)) void send();
        }}
        className={cn("min-h-32 flex-1 resize-none rounded-b-none", text !== "" && "whitespace-pre")}
      />
      <div
        className={cn(
          "flex min-h-11 items-center gap-2.5 rounded-b-2 border border-t-0 border-dashed border-control bg-canvas px-2.5 py-[7px] text-12 text-fg-2",
          over && "border-accent-fill bg-accent-soft",
        )}
      >
        {sending === null ? (
          <>
            <Upload aria-hidden />
            <span className="min-w-0 flex-1">
              Drop files here or <ChooseFiles onFiles={(files) => void receive.sendFiles(files)} />
            </span>
            <Button variant="primary" disabled={text.trim() === ""} onClick={() => void send()}>
              Analyse <Kbd bare>{`${mod} ↵`}</Kbd>
            </Button>
          </>
        ) : (
          <SendingRow sending={sending} onCancel={receive.cancel} />
        )}
      </div>
      {error === null ? null : (
        <Note tone="error" className="mt-2">
          {error}
        </Note>
      )}
    </div>
  );
}

function ChooseFiles({ onFiles }: { onFiles: (files: { name: string; blob: Blob }[]) => void }) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        aria-label="Log files"
        onChange={(event) => {
          const files = [...(event.target.files ?? [])].map((blob) => ({ name: blob.name, blob }));
          if (files.length > 0) onFiles(files);
          event.target.value = "";
        }}
      />
      <Button variant="link" size="inline" className="font-normal underline" onClick={() => input.current?.click()}>
        choose files
      </Button>
    </>
  );
}

function SendingRow({ sending, onCancel }: { sending: Sending; onCancel: () => void }) {
  const { name, share, bytes } = sending;
  return (
    <>
      <div className="min-w-0 flex-1" role="status">
        <div className="flex gap-2">
          <span className="truncate font-mono">{name}</span>
          <span className="ml-auto flex-none tabular-nums">
            {share >= 1 ? "being taken in" : `${formatBytes(bytes * share)} of ${formatBytes(bytes)}`}
          </span>
        </div>
        <div className="mt-1 h-[3px] overflow-hidden rounded-[2px] bg-line">
          <div className="h-full bg-accent-fill" style={{ width: `${Math.max(2, share * 100)}%` }} />
        </div>
      </div>
      <Button size="sm" onClick={onCancel}>
        Cancel
      </Button>
    </>
  );
}
