"use client";

import { LockKeyhole, Upload, X } from "lucide-react";
import { useRef, useState, type DragEvent, type Ref } from "react";
import { Button } from "#components/ui/button.tsx";
import { cn } from "#components/ui/cn.ts";
import { Kbd } from "#components/ui/kbd.tsx";
import { Segmented } from "#components/ui/segmented.tsx";
import { useModKey } from "#lib/client/use-mod-key.ts";
import { formatBytes, plural } from "#lib/client/number.ts";
import type { Input } from "../_analysis/protocol.ts";
import type { Analysis, RowSource } from "../_analysis/use-analysis.ts";
import type { Demo } from "./demo.ts";
import { EventsView } from "./events-view.tsx";
import { GroupsView } from "./groups-view.tsx";
import { InputView } from "./input-view.tsx";

export type BoxView =
  | { kind: "input" }
  | { kind: "events"; from: number | null; to: number | null; group: readonly string[] }
  | { kind: "groups" };

export interface LogBoxProps {
  ref: Ref<HTMLElement>;
  text: string;
  onText: (text: string) => void;
  onPasteText: (text: string) => void;
  inputs: readonly Input[];
  demos: readonly Demo[];
  analysis: Analysis;
  /** All of the engine is in the tab. */
  ready: boolean;
  source: RowSource;
  view: BoxView;
  onView: (view: BoxView) => void;
  onFiles: (files: readonly File[]) => void;
  onAnalyse: () => void;
  onClear: () => void;
}

/** The log: what was given, and once it is read, its events and groups. Files can be dropped anywhere on it. */
export function LogBox(props: LogBoxProps) {
  const { ref, text, inputs, demos, analysis, ready, source, view, onView, onFiles, onAnalyse, onClear } = props;
  const [over, setOver] = useState(false);
  const mod = useModKey();
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    onFiles([...event.dataTransfer.files]);
  };
  return (
    <section
      ref={ref}
      aria-label="Log to analyse"
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
      className={cn(
        "flex h-[460px] min-h-0 flex-col overflow-hidden rounded-3 border border-control bg-surface focus-within:border-accent-fill lg:sticky lg:top-4 lg:h-[620px]",
        over && "border-dashed border-accent-fill bg-accent-soft",
      )}
    >
      <header className="flex min-h-10 flex-wrap items-center gap-2 border-b border-line py-1.5 pr-2 pl-3">
        <Given text={text} inputs={inputs} demos={demos} />
        <span className="flex-1" />
        {text !== "" && analysis.state !== "running" ? (
          <Button size="sm" variant="primary" onClick={onAnalyse}>
            Analyse <Kbd bare>{`${mod} ↵`}</Kbd>
          </Button>
        ) : null}
        <AddFiles onFiles={onFiles} />
        {inputs.length > 0 || text !== "" ? (
          <Button size="sm" variant="ghost" onClick={onClear}>
            <X aria-hidden /> Clear
          </Button>
        ) : null}
      </header>
      {analysis.result === null ? null : (
        <div className="flex items-center border-b border-line bg-canvas px-2 py-1.5">
          <Segmented
            label="What to show"
            size="sm"
            value={view.kind}
            options={[
              { value: "input", label: inputs.every(({ kind }) => kind === "text") ? "Log" : "Files" },
              { value: "events", label: "Events", count: analysis.result.events },
              { value: "groups", label: "Groups", count: analysis.result.groupCount },
            ]}
            onChange={(kind) => onView(kind === "events" ? { kind, from: null, to: null, group: [] } : { kind })}
          />
        </div>
      )}
      {view.kind === "events" && analysis.result !== null ? (
        <EventsView source={source} result={analysis.result} view={view} onView={onView} />
      ) : view.kind === "groups" && analysis.result !== null ? (
        <GroupsView result={analysis.result} onView={onView} />
      ) : (
        <InputView {...props} />
      )}
      <footer className="flex items-start gap-2.5 border-t border-line bg-canvas px-3 py-2">
        <LockKeyhole aria-hidden className="mt-[3px] text-accent" />
        <p className="text-12 leading-[18px] text-fg-2">
          <b className="text-fg">Nothing leaves this tab.</b> The analysis runs in your browser, and the page’s
          Content-Security-Policy (<code className="text-12">connect-src 'none'</code>) forbids it to send anything.{" "}
          {ready ? "See for yourself: open the network panel, or go offline and paste." : "The engine is loading…"}
        </p>
      </footer>
    </section>
  );
}

function Given({ text, inputs, demos }: Pick<LogBoxProps, "text" | "inputs" | "demos">) {
  const demo = inputs.find((input) => input.kind === "demo");
  const files = inputs.filter((input) => input.kind === "file");
  if (demo !== undefined) {
    const known = demos.find(({ id }) => id === demo.scenario);
    return (
      <span className="min-w-0 truncate">
        <b>{plural(known?.files ?? 0, "file")}</b> <span className="text-fg-3">{known?.title}, made in this tab</span>
      </span>
    );
  }
  if (files.length > 0) {
    const bytes = files.reduce((sum, input) => sum + input.file.size, 0);
    return (
      <span>
        <b>{plural(files.length, "file")}</b>{" "}
        <span className="text-fg-3">{formatBytes(bytes)}, read in this order</span>
      </span>
    );
  }
  const lines = text === "" ? 0 : text.split("\n").length;
  return lines === 0 ? (
    <b>Your log</b>
  ) : (
    <span>
      <b>{plural(lines, "line")}</b> <span className="text-fg-3">{formatBytes(text.length)}</span>
    </span>
  );
}

export function AddFiles({ onFiles }: { onFiles: (files: readonly File[]) => void }) {
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
          onFiles([...(event.target.files ?? [])]);
          event.target.value = "";
        }}
      />
      <Button size="sm" onClick={() => input.current?.click()}>
        <Upload aria-hidden /> Add files
      </Button>
    </>
  );
}
