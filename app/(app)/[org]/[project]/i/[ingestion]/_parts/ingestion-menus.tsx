"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import {
  ArrowLeftRight,
  FileCode,
  FileJson,
  FileText,
  KeyRound,
  Link2,
  Pencil,
  Printer,
  RotateCcw,
  Trash2,
} from "lucide-react";
import { listIngestions, removeIngestion } from "#contracts/ingestion.ts";
import { draftReport, exportReport } from "#contracts/report.ts";
import { useOrganization } from "#components/shell/session.tsx";
import { useGo } from "#components/shell/use-go.ts";
import { MenuContent, MenuItem, MenuSeparator } from "#components/ui/menu.tsx";
import { notify, notifyError, UNDO_SECONDS } from "#components/ui/toast.tsx";
import { addressOf, call } from "#lib/client/call.ts";
import { later } from "#lib/client/later.ts";
import { keyOf } from "#lib/client/query.ts";
import { useIngestionActions } from "./actions.ts";
import { AnswerKeyDialog } from "./answer-key.tsx";
import { compareHref, useIngestion } from "./ingestion-context.tsx";

export const EXPORTS = [
  { format: "markdown", label: "Markdown", icon: FileText },
  { format: "html", label: "HTML, one file", icon: FileCode },
  { format: "json", label: "JSON", icon: FileJson },
] as const;

/** Exports the report; the first time it is drafted from the story. */
export function ReportMenu() {
  const { params, href } = useIngestion();
  const go = useGo();
  const download = async (format: (typeof EXPORTS)[number]["format"]) => {
    try {
      const report = await call(draftReport, { params });
      location.assign(
        addressOf(exportReport, { params: { projectId: params.projectId, reportId: report.id }, query: { format } }),
      );
    } catch (error) {
      notifyError(error);
    }
  };
  return (
    <MenuContent align="end">
      {EXPORTS.map(({ format, label, icon: Icon }) => (
        <MenuItem key={format} onSelect={() => void download(format)}>
          <Icon aria-hidden />
          {label}
        </MenuItem>
      ))}
      <MenuSeparator />
      <MenuItem onSelect={() => go(`${href}/report`)}>
        <Printer aria-hidden />
        Open to edit or print
      </MenuItem>
    </MenuContent>
  );
}

export function IngestionMenu({ onRename }: { onRename: () => void }) {
  const { ingestion, running, projectHref } = useIngestion();
  const go = useGo();
  const { retry } = useIngestionActions();
  const { role } = useOrganization();
  const remove = useRemove();
  const [revealed, setRevealed] = useState(false);
  return (
    <>
      <MenuContent align="end">
        <MenuItem onSelect={onRename}>
          <Pencil aria-hidden />
          Rename
        </MenuItem>
        <MenuItem
          onSelect={() =>
            void navigator.clipboard.writeText(location.href).then(() => notify("Link copied"), notifyError)
          }
        >
          <Link2 aria-hidden />
          Copy link to this view
        </MenuItem>
        <MenuItem onSelect={() => go(compareHref(projectHref, ingestion.id))}>
          <ArrowLeftRight aria-hidden />
          Compare with an earlier one
        </MenuItem>
        {ingestion.scenario === null ? null : (
          <MenuItem onSelect={() => setRevealed(true)}>
            <KeyRound aria-hidden />
            Reveal the answer key
          </MenuItem>
        )}
        {running ? null : (
          <MenuItem onSelect={() => retry.mutate()}>
            <RotateCcw aria-hidden />
            Analyse again
          </MenuItem>
        )}
        {role === "admin" ? (
          <>
            <MenuSeparator />
            <MenuItem danger onSelect={remove}>
              <Trash2 aria-hidden />
              Delete
            </MenuItem>
          </>
        ) : null}
      </MenuContent>
      <AnswerKeyDialog open={revealed} onOpenChange={setRevealed} />
    </>
  );
}

/** Leaves the page and deletes ten seconds later, or when the tab is closed before, unless that is undone. */
function useRemove(): () => void {
  const { ingestion, params, href, projectHref } = useIngestion();
  const client = useQueryClient();
  const go = useGo();
  return () => {
    const removal = later(UNDO_SECONDS, () => {
      call(removeIngestion, { params })
        .then(() => client.invalidateQueries({ queryKey: keyOf(listIngestions) }))
        .catch(notifyError);
    });
    go(projectHref);
    notify(`${ingestion.name} is being deleted; its reports stay`, {
      undo: () => {
        removal.cancel();
        go(href);
      },
    });
  };
}
