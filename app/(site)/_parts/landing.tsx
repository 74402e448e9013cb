"use client";

import { useRef, useState } from "react";
import { useShortcuts } from "#lib/client/shortcuts.ts";
import type { Input } from "../_analysis/protocol.ts";
import { useAnalysis } from "../_analysis/use-analysis.ts";
import type { Demo } from "./demo.ts";
import { Demos } from "./demos.tsx";
import { LogBox, type BoxView } from "./log-box.tsx";
import { Outcome } from "./outcome.tsx";

/** The page that sells by working: paste on the left, the answer grows on the right, each proof opens on the left again. */
export function Landing({ demos, keepAt }: { demos: readonly Demo[]; keepAt: string }) {
  const { analysis, ready, start, stop, reset, source } = useAnalysis();
  const [inputs, setInputs] = useState<Input[]>([]);
  const [text, setText] = useState("");
  const [view, setView] = useState<BoxView>({ kind: "input" });
  const box = useRef<HTMLElement>(null);
  // A list of files says little: once there are events, they take its place.
  const [listed, setListed] = useState(true);
  if (!listed && analysis.result !== null) {
    setListed(true);
    setView({ kind: "events", from: null, to: null, group: [] });
  }

  const analyse = (next: Input[]) => {
    setInputs(next);
    setView({ kind: "input" });
    setListed(next.every(({ kind }) => kind === "text"));
    start(next);
  };
  const analyseText = (typed: string) => {
    if (typed.trim() !== "") analyse([...inputs.filter(isFile), { kind: "text", name: "pasted.log", text: typed }]);
    else if (inputs.some(isFile)) analyse(inputs.filter(isFile));
  };
  const addFiles = (files: readonly File[]) => {
    if (files.length === 0) return;
    const added = files.map((file): Input => ({ kind: "file", name: file.name, file }));
    const typed: Input[] = text.trim() === "" ? [] : [{ kind: "text", name: "pasted.log", text }];
    analyse([...inputs.filter(isFile), ...added, ...typed]);
  };
  const clear = () => {
    reset();
    setInputs([]);
    setText("");
    setView({ kind: "input" });
  };
  const openLine = (from: number, to: number) => {
    setView({ kind: "events", from, to, group: [] });
    if (matchMedia("(max-width: 1000px)").matches) box.current?.scrollIntoView({ block: "start" });
  };
  useShortcuts([
    { keys: "mod+enter", label: "Analyse", group: "This page", run: () => analyseText(text) },
    { keys: "esc", label: "Back to the log", group: "This page", run: () => setView({ kind: "input" }) },
  ]);

  return (
    <main
      id="main"
      className="mx-auto grid w-full max-w-[1392px] flex-1 grid-cols-1 content-start gap-x-6 p-3 md:px-6 md:pt-5 md:pb-6 lg:grid-cols-2"
    >
      <div className="mb-3.5 md:flex md:items-baseline md:gap-4 lg:col-span-2">
        <h1 className="text-[18px] tracking-[-0.014em] md:text-20 md:whitespace-nowrap">
          Paste the log. Read what broke.
        </h1>
        <p className="text-14 text-fg-2">
          Each statement links to the line that proves it. No account, no key, no upload.
        </p>
      </div>
      <LogBox
        ref={box}
        text={text}
        onText={setText}
        onPasteText={(pasted) => {
          setText(pasted);
          analyseText(pasted);
        }}
        inputs={inputs}
        demos={demos}
        analysis={analysis}
        ready={ready}
        source={source}
        view={view}
        onView={setView}
        onFiles={addFiles}
        onAnalyse={() => analyseText(text)}
        onClear={clear}
      />
      <Outcome
        analysis={analysis}
        inputs={inputs}
        keepAt={keepAt}
        open={view.kind === "events" ? view.from : null}
        onOpen={openLine}
        onStop={stop}
      />
      <Demos
        demos={demos}
        onDemo={(demo) => {
          setText("");
          analyse([{ kind: "demo", scenario: demo.id, seed: 1, events: demo.events }]);
          scrollTo({ top: 0 });
        }}
      />
    </main>
  );
}

const isFile = (input: Input) => input.kind === "file";
