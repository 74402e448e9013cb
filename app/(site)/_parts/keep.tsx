"use client";

import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { saveStash, type StashItem } from "#lib/client/stash.ts";
import type { Input } from "../_analysis/protocol.ts";

/** Puts the log aside in this browser and goes on to sign-up or to the project, whose page then offers to upload it. */
export function Keep({ inputs, at }: { inputs: readonly Input[]; at: string }) {
  const [failed, setFailed] = useState(false);
  const keep = async () => {
    try {
      await saveStash({ name: nameOf(inputs), savedAt: Date.now(), items: inputs.map(itemOf) });
      location.assign(at);
    } catch {
      setFailed(true);
    }
  };
  return (
    <>
      <Button variant="primary" onClick={() => void keep()}>
        Keep this in a project
      </Button>
      {failed ? (
        <p role="alert" className="w-full text-12 text-error">
          This browser keeps no data for the page (private window, or full). Sign up and add the files there.
        </p>
      ) : null}
    </>
  );
}

function itemOf(input: Input): StashItem {
  if (input.kind === "text") return { kind: "file", name: input.name, blob: new Blob([input.text]) };
  if (input.kind === "file") return { kind: "file", name: input.name, blob: input.file };
  return { kind: "demo", scenario: input.scenario, seed: input.seed, events: input.events };
}

function nameOf(inputs: readonly Input[]): string {
  const [first] = inputs;
  if (first === undefined) return "";
  return first.kind === "demo" ? first.scenario : first.name;
}
