"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useRef, useState } from "react";
import { getReport, listReports, updateReport, type Report, type ReportSection } from "#contracts/report.ts";
import { call, ClientError } from "#lib/client/call.ts";
import { keyOf } from "#lib/client/query.ts";

const QUIET_MS = 1200;

export type SaveState = "saved" | "changed" | "saving" | "failed" | "conflict";

type Edit = Partial<Pick<Report, "title" | "status" | "sections">>;

/**
 * A report while it is written: saved after a short quiet, each save on the version it began from. Someone else's newer save is
 * never written over unasked.
 */
export function useReportDraft(loaded: Report) {
  const client = useQueryClient();
  const [report, setReport] = useState(loaded);
  const [state, setState] = useState<SaveState>("saved");
  const [failure, setFailure] = useState<string | null>(null);
  const latest = useRef({ report: loaded, dirty: false, saving: false });
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const params = { projectId: loaded.projectId, reportId: loaded.id };

  const show = (next: Report) => {
    latest.current.report = next;
    setReport(next);
  };

  const save = useCallback(async (): Promise<void> => {
    const now = latest.current;
    if (now.saving || !now.dirty) return;
    now.saving = true;
    now.dirty = false;
    setState("saving");
    const { title, status, sections, version } = now.report;
    try {
      const saved = await call(updateReport, {
        params: { projectId: loaded.projectId, reportId: loaded.id },
        body: { title, status, sections, version },
      });
      // What was typed while the save was on its way stays.
      const { title: typedTitle, status: typedStatus, sections: typedSections } = now.report;
      show({ ...saved, title: typedTitle, status: typedStatus, sections: typedSections });
      client.setQueryData(keyOf(getReport, { params: { projectId: loaded.projectId, reportId: loaded.id } }), saved);
      void client.invalidateQueries({ queryKey: keyOf(listReports) });
      setFailure(null);
      setState(now.dirty ? "changed" : "saved");
    } catch (error) {
      now.dirty = true;
      setFailure(error instanceof Error ? error.message : "It could not be saved.");
      setState(error instanceof ClientError && error.code === "conflict" ? "conflict" : "failed");
    } finally {
      now.saving = false;
    }
  }, [client, loaded.projectId, loaded.id]);

  const edit = (change: Edit) => {
    show({ ...latest.current.report, ...change });
    latest.current.dirty = true;
    setState((before) => (before === "conflict" ? before : "changed"));
    clearTimeout(timer.current);
    if (state !== "conflict") timer.current = setTimeout(() => void save(), QUIET_MS);
  };

  useEffect(() => {
    const warn = (event: BeforeUnloadEvent) => {
      if (latest.current.dirty || latest.current.saving) event.preventDefault();
    };
    addEventListener("beforeunload", warn);
    return () => {
      removeEventListener("beforeunload", warn);
      clearTimeout(timer.current);
      // Leaving within the application: what is not saved yet is saved now.
      void save();
    };
  }, [save]);

  return {
    report,
    state,
    failure,
    editSection: (section: ReportSection, text: string) =>
      edit({ sections: { ...latest.current.report.sections, [section]: text } }),
    editTitle: (title: string) => edit({ title }),
    setStatus: (status: Report["status"]) => {
      edit({ status });
      clearTimeout(timer.current);
      void save();
    },
    saveNow: () => {
      latest.current.dirty = true;
      void save();
    },
    /** Gives up what was typed here for what another person saved. */
    takeTheirs: async () => {
      const theirs = await call(getReport, { params });
      latest.current.dirty = false;
      show(theirs);
      setState("saved");
    },
    /** Saves what was typed here over what another person saved. */
    keepMine: async () => {
      const { version } = await call(getReport, { params });
      latest.current.dirty = true;
      show({ ...latest.current.report, version });
      await save();
    },
  };
}
