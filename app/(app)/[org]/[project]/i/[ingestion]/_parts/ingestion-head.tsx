"use client";

import { Download, Ellipsis, Pencil } from "lucide-react";
import { useState } from "react";
import type { Ingestion } from "#contracts/ingestion.ts";
import { Button, IconButton } from "#components/ui/button.tsx";
import { Status, type StatusName } from "#components/ui/badge.tsx";
import { CopyButton } from "#components/ui/code.tsx";
import { Menu, MenuTrigger } from "#components/ui/menu.tsx";
import { Note } from "#components/ui/note.tsx";
import { Fact, PageHead } from "#components/ui/section.tsx";
import { notify } from "#components/ui/toast.tsx";
import { formatCount, plural } from "#lib/client/number.ts";
import { formatSpan, formatTime, zoneName } from "#lib/client/time.ts";
import { useZone } from "#lib/client/use-zone.ts";
import { useIngestionActions } from "./actions.ts";
import { IngestionMenu, ReportMenu } from "./ingestion-menus.tsx";
import { useIngestion } from "./ingestion-context.tsx";
import { Progress } from "./progress.tsx";
import { Rename } from "./rename.tsx";

const STATUSES: Record<Ingestion["status"], { status: StatusName; word: string }> = {
  receiving: { status: "running", word: "Receiving" },
  queued: { status: "running", word: "Waiting" },
  running: { status: "running", word: "Analysing" },
  done: { status: "done", word: "Analysed" },
  failed: { status: "failed", word: "Failed" },
  cancelled: { status: "stopped", word: "Cancelled" },
};

const RETOLD: { status: StatusName; word: string } = { status: "running", word: "Telling again" };

/** Name, state, what is in it, what can be done with it; below it the progress while there is work. */
export function IngestionHead() {
  const { ingestion, running } = useIngestion();
  const [renaming, setRenaming] = useState(false);
  const { rename } = useIngestionActions();
  const retold = running && ingestion.status === "done";
  const { status, word } = retold ? RETOLD : STATUSES[ingestion.status];
  const save = (name: string) => {
    setRenaming(false);
    if (name === ingestion.name) return;
    const before = ingestion.name;
    rename.mutate(name, { onSuccess: () => notify("Renamed", { undo: () => rename.mutate(before) }) });
  };
  return (
    <section data-chrome aria-label="Ingestion" className="flex-none">
      <PageHead
        title={
          renaming ? (
            <Rename name={ingestion.name} onSave={save} onCancel={() => setRenaming(false)} />
          ) : (
            <span className="group inline-flex max-w-full items-center gap-1">
              <span className="truncate">{ingestion.name}</span>
              <IconButton
                label="Rename"
                size="sm"
                className="opacity-0 group-hover:opacity-100 focus-visible:opacity-100 max-md:hidden"
                onClick={() => setRenaming(true)}
              >
                <Pencil aria-hidden />
              </IconButton>
            </span>
          )
        }
        end={
          <>
            <span className="max-md:hidden">
              <CopyButton label="Share" size="default" text={() => location.href} />
            </span>
            {ingestion.status !== "done" ? null : (
              <Menu>
                <MenuTrigger asChild>
                  <Button className="max-md:hidden">
                    <Download aria-hidden />
                    Export report
                  </Button>
                </MenuTrigger>
                <ReportMenu />
              </Menu>
            )}
            <Menu>
              <MenuTrigger asChild>
                <IconButton label="More">
                  <Ellipsis aria-hidden />
                </IconButton>
              </MenuTrigger>
              <IngestionMenu onRename={() => setRenaming(true)} />
            </Menu>
          </>
        }
      >
        <Status value={status}>{word}</Status>
        <Facts />
      </PageHead>
      {running && !retold ? <Progress /> : null}
      <Stopped />
    </section>
  );
}

function Facts() {
  const { ingestion } = useIngestion();
  const [zone] = useZone();
  const formats = formatsOf(ingestion);
  const from = ingestion.firstAt === null ? null : Date.parse(ingestion.firstAt);
  const until = ingestion.lastAt === null ? null : Date.parse(ingestion.lastAt);
  return (
    <>
      <Fact value={formatCount(ingestion.events)}>{ingestion.events === 1 ? "event" : "events"}</Fact>
      <Fact value={formatCount(ingestion.sources.length)}>{ingestion.sources.length === 1 ? "source" : "sources"}</Fact>
      {formats.length === 0 ? null : (
        <span className="max-w-[34ch] truncate max-md:hidden" title={formats.join(", ")}>
          {formats.join(", ")}
        </span>
      )}
      {from === null || until === null ? (
        ingestion.events > 0 ? (
          <span>no line states a time</span>
        ) : null
      ) : (
        <Fact
          value={
            <span
              title={
                zone === "utc"
                  ? `${formatSpan(from, until, "local")} ${zoneName("local", from)}`
                  : `${formatSpan(from, until, "utc")} UTC`
              }
            >
              {formatSpan(from, until, zone)}
            </span>
          }
        >
          {zone === "utc" ? "UTC" : zoneName("local", from)}
        </Fact>
      )}
      <span className="max-[1300px]:hidden" title={formatTime(Date.parse(ingestion.createdAt), zone)}>
        by {ingestion.createdBy}
      </span>
    </>
  );
}

/** The formats found, busiest first. */
export function formatsOf({ sources }: Pick<Ingestion, "sources">): string[] {
  const events = new Map<string, number>();
  for (const { quality } of sources) {
    for (const { title, events: count } of quality?.formats ?? []) events.set(title, (events.get(title) ?? 0) + count);
  }
  return [...events].toSorted(([, a], [, b]) => b - a).map(([title]) => title);
}

/** Why the work ended early, and how to go on. */
function Stopped() {
  const { ingestion } = useIngestion();
  const { retry } = useIngestionActions();
  if (ingestion.status !== "failed" && ingestion.status !== "cancelled") return null;
  const kept = `${plural(ingestion.events, "event")} ${ingestion.events === 1 ? "is" : "are"} kept and can be read.`;
  return (
    <Note tone={ingestion.status === "failed" ? "error" : "warn"} className="px-3 md:px-6">
      <span>
        {ingestion.status === "failed" ? (ingestion.failure ?? "The analysis failed.") : "The analysis was cancelled."}{" "}
        {kept}
      </span>
      <Button size="sm" disabled={retry.isPending} onClick={() => retry.mutate()}>
        {ingestion.status === "failed" ? "Try again" : "Analyse it after all"}
      </Button>
    </Note>
  );
}
