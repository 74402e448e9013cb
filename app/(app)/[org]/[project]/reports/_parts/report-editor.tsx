"use client";

import { Download, Printer } from "lucide-react";
import { useMemo, useState } from "react";
import { exportReport, REPORT_SECTIONS, type Report } from "#contracts/report.ts";
import { Badge } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { Menu, MenuContent, MenuItem, MenuTrigger } from "#components/ui/menu.tsx";
import { Note } from "#components/ui/note.tsx";
import { Time } from "#components/ui/time.tsx";
import { notify, notifyError } from "#components/ui/toast.tsx";
import { addressOf } from "#lib/client/call.ts";
import { SECTION_TITLES } from "#lib/report/blocks.ts";
import { EvidenceAppendix } from "./evidence-appendix.tsx";
import { ReportBlock, ReportTitle } from "./report-block.tsx";
import { ReportChecks } from "./report-checks.tsx";
import { checksOf } from "./statements.ts";
import { useReportDraft, type SaveState } from "./use-report-draft.ts";

const STATE_WORDS: Record<SaveState, string> = {
  saved: "Saved",
  changed: "Not saved yet",
  saving: "Saving…",
  failed: "Not saved",
  conflict: "Not saved",
};

/** A postmortem: sections to edit in place, checks beside them, the cited lines below. */
export function ReportEditor({ loaded, ingestionHref }: { loaded: Report; ingestionHref: string | null }) {
  const draft = useReportDraft(loaded);
  const { report } = draft;
  const checks = useMemo(() => checksOf(report), [report]);
  const known = useMemo(() => new Set(report.evidence.map(({ seq }) => seq)), [report.evidence]);
  // A chip leads to the line in its log; when that is gone, to the copy below.
  const href = (from: number, to: number) =>
    ingestionHref === null ? `#line-${from}` : `${ingestionHref}/events?seq=${from === to ? from : `${from}-${to}`}`;
  return (
    <>
      <Bar draft={draft} checks={checks.uncited.length + checks.unknown.length} />
      <Trouble draft={draft} />
      <main
        id="main"
        className="grid flex-1 grid-cols-[minmax(0,1fr)] content-start xl:grid-cols-[176px_minmax(0,800px)_minmax(280px,1fr)] print:block"
      >
        <SectionNav />
        <article className="px-3 pt-4 pb-10 md:px-8 md:pt-5">
          <ReportTitle title={report.title} onChange={draft.editTitle} />
          <p className="text-fg-2">
            {report.status === "draft" ? "Draft" : "Published"}, version {report.version}, last changed{" "}
            <Time at={report.updatedAt} style="full" /> by {report.updatedBy}
          </p>
          {REPORT_SECTIONS.map((section) => (
            <ReportBlock
              key={section}
              section={section}
              title={SECTION_TITLES[section]}
              text={report.sections[section] ?? ""}
              known={known}
              href={href}
              onChange={(text) => draft.editSection(section, text)}
            />
          ))}
          <EvidenceAppendix evidence={report.evidence} href={ingestionHref === null ? null : href} />
        </article>
        <aside
          data-chrome
          aria-label="Checks"
          className="border-line bg-canvas [--color-surface:var(--color-canvas)] max-xl:border-t xl:border-l"
        >
          <ReportChecks checks={checks} evidence={report.evidence.length} />
        </aside>
      </main>
    </>
  );
}

const EXPORTS = [
  { format: "markdown", label: "Markdown" },
  { format: "html", label: "HTML, one file" },
  { format: "json", label: "JSON" },
] as const;

function Bar({ draft, checks }: { draft: ReturnType<typeof useReportDraft>; checks: number }) {
  const { report, state, setStatus } = draft;
  const params = { projectId: report.projectId, reportId: report.id };
  const published = report.status === "published";
  const turn = (status: Report["status"], said: string) => {
    const before = report.status;
    setStatus(status);
    notify(said, { undo: () => setStatus(before) });
  };
  return (
    <section
      data-chrome
      aria-label="Report"
      className="flex flex-wrap items-center gap-2 border-b border-line px-3 py-1.5 md:px-6"
    >
      <Badge>
        {report.status} {report.version}
      </Badge>
      <span className="text-fg-3" aria-live="polite">
        {STATE_WORDS[state]}
        {state === "saved" ? (
          <span className="max-md:hidden">
            {" "}
            <Time at={report.updatedAt} style="minute" />, edited by {report.updatedBy}
          </span>
        ) : null}
      </span>
      <span className="flex-1" />
      <Button size="sm" variant="ghost" onClick={() => print()}>
        <Printer aria-hidden />
        Print
      </Button>
      <Menu>
        <MenuTrigger asChild>
          <Button size="sm">
            <Download aria-hidden />
            Export
          </Button>
        </MenuTrigger>
        <MenuContent align="end">
          {EXPORTS.map(({ format, label }) => (
            <MenuItem
              key={format}
              onSelect={() => location.assign(addressOf(exportReport, { params, query: { format } }))}
            >
              {label}
            </MenuItem>
          ))}
        </MenuContent>
      </Menu>
      {published ? (
        <Button size="sm" onClick={() => turn("draft", "Report is a draft again")}>
          Back to draft
        </Button>
      ) : (
        <Button
          size="sm"
          variant="primary"
          title={checks > 0 ? `${checks} statements or citations are not proved; see the checks` : undefined}
          onClick={() => turn("published", "Report published to the project")}
        >
          Publish
        </Button>
      )}
    </section>
  );
}

/** What stands between the text and its being saved, and what can be done. */
function Trouble({ draft }: { draft: ReturnType<typeof useReportDraft> }) {
  const [busy, setBusy] = useState(false);
  if (draft.state !== "conflict" && draft.state !== "failed") return null;
  const run = (action: () => Promise<void>) => () => {
    setBusy(true);
    action()
      .catch(notifyError)
      .finally(() => setBusy(false));
  };
  return (
    <Note tone="error" className="px-3 md:px-6">
      {draft.state === "conflict" ? (
        <>
          <span>Someone saved a newer version of this report while you wrote. Your text is still here, not saved.</span>
          <Button size="sm" disabled={busy} onClick={run(draft.takeTheirs)}>
            Take theirs
          </Button>
          <Button size="sm" disabled={busy} onClick={run(draft.keepMine)}>
            Save mine over it
          </Button>
        </>
      ) : (
        <>
          <span>{draft.failure} Your text is still here.</span>
          <Button size="sm" onClick={draft.saveNow}>
            Save again
          </Button>
        </>
      )}
    </Note>
  );
}

function SectionNav() {
  return (
    <nav data-chrome aria-label="Sections" className="sticky top-0 hidden self-start pt-5 pl-6 xl:block">
      <ol>
        {[
          ...REPORT_SECTIONS.map((section) => ({ id: section, title: SECTION_TITLES[section] })),
          { id: "evidence", title: "Evidence" },
        ].map(({ id, title }) => (
          <li key={id}>
            <a
              href={`#${id}`}
              className="block border-l-2 border-line px-2 py-[3px] text-fg-2 hover:border-fg-3 hover:text-fg hover:no-underline"
            >
              {title}
            </a>
          </li>
        ))}
      </ol>
    </nav>
  );
}
