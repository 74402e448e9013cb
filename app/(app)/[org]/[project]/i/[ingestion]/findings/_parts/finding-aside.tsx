"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Check, ChevronDown, ChevronUp, RotateCcw } from "lucide-react";
import { useState, type ReactNode } from "react";
import { listFindings, updateFinding, type Finding } from "#contracts/finding.ts";
import { getOverview, type Overview } from "#contracts/ingestion.ts";
import { useGo } from "#components/shell/use-go.ts";
import { RecurrenceBadge } from "#components/ui/badge.tsx";
import { Button, IconButton } from "#components/ui/button.tsx";
import { Link } from "#components/ui/link.tsx";
import { Prose } from "#components/ui/prose.tsx";
import { Section } from "#components/ui/section.tsx";
import { dense, Sparkline } from "#components/ui/sparkline.tsx";
import { Time } from "#components/ui/time.tsx";
import { notify, notifyError } from "#components/ui/toast.tsx";
import { call } from "#lib/client/call.ts";
import { formatCount } from "#lib/client/number.ts";
import { keyOf } from "#lib/client/query.ts";
import { useShortcuts } from "#lib/client/shortcuts.ts";
import { findingHref } from "../../_parts/findings-table.tsx";
import { useIngestion } from "../../_parts/ingestion-context.tsx";
import { DismissForm } from "./dismiss-form.tsx";

interface FindingAsideProps {
  finding: Finding;
  axis: Overview["histogram"]["axis"];
  all: readonly Finding[];
}

/** What a person decides about a finding, how its confidence is made up, its facts. */
export function FindingAside({ finding, axis, all }: FindingAsideProps) {
  const values = dense(finding.bins, axis.bins, 48);
  return (
    <aside
      aria-label="About this finding"
      className="border-line bg-canvas [--color-surface:var(--color-canvas)] max-xl:border-t xl:border-l"
    >
      <Section className="md:px-5">
        <Decision finding={finding} neighbours={<Neighbours finding={finding} all={all} />} />
      </Section>
      <Section title="Confidence" note={finding.confidence.toFixed(2)} className="md:px-5">
        <Confidence finding={finding} />
      </Section>
      {axis.bins === 0 ? null : (
        <Section title="Over the time span" className="md:px-5">
          <Sparkline
            values={values}
            errors={values}
            className="h-12 w-full"
            label={`${formatCount(finding.count)} events over the time span`}
          />
          <div className="flex justify-between text-12 text-fg-3">
            <Time at={axis.startMs} style="minute" />
            <Time at={axis.startMs + axis.bins * axis.binMs} style="minute" />
          </div>
        </Section>
      )}
      <Facts finding={finding} />
    </aside>
  );
}

/** The named parts that add up to the confidence, each with what it stands on. */
function Confidence({ finding }: { finding: Finding }) {
  return (
    <ul>
      {finding.confidenceParts.map(({ name, weight, detail }) => (
        <li key={name} className="border-t border-line py-1.5 first:border-t-0">
          <div className="flex items-center gap-2">
            <span className="min-w-0 flex-1">{name}</span>
            <i aria-hidden className="h-1.5 w-24 overflow-hidden rounded-[1px] bg-active">
              <i
                className={`block h-full ${weight < 0 ? "bg-fill-error" : "bg-accent-fill"}`}
                style={{ width: `${Math.min(100, Math.abs(weight) * 100)}%` }}
              />
            </i>
            <span className="w-11 text-right tabular-nums">
              {weight < 0 ? "−" : "+"}
              {Math.abs(weight).toFixed(2)}
            </span>
          </div>
          <p className="text-12 text-fg-3">
            <Prose text={detail} />
          </p>
        </li>
      ))}
    </ul>
  );
}

function Decision({ finding, neighbours }: { finding: Finding; neighbours: ReactNode }) {
  const { params } = useIngestion();
  const client = useQueryClient();
  const [dismissing, setDismissing] = useState(false);
  const update = useMutation({
    mutationFn: (body: { state: Finding["state"]; reason?: string }) =>
      call(updateFinding, { params: { ...params, findingId: finding.id }, body }),
    onSuccess: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: keyOf(listFindings) }),
        client.invalidateQueries({ queryKey: keyOf(getOverview) }),
      ]),
    onError: notifyError,
  });
  const change = (body: { state: Finding["state"]; reason?: string }, said: string) => {
    const before = { state: finding.state, ...(finding.stateReason === null ? {} : { reason: finding.stateReason }) };
    update.mutate(body, { onSuccess: () => notify(said, { undo: () => update.mutate(before) }) });
  };
  return (
    <>
      <div className="flex items-center gap-2">
        {finding.suppression !== null ? null : finding.state === "open" ? (
          <>
            <Button
              disabled={update.isPending}
              onClick={() => change({ state: "acknowledged" }, "Finding acknowledged")}
            >
              <Check aria-hidden />
              Acknowledge
            </Button>
            <Button aria-expanded={dismissing} onClick={() => setDismissing(!dismissing)}>
              Dismiss…
            </Button>
          </>
        ) : (
          <Button disabled={update.isPending} onClick={() => change({ state: "open" }, "Finding open again")}>
            <RotateCcw aria-hidden />
            Open again
          </Button>
        )}
        <span className="flex-1" />
        {neighbours}
      </div>
      {finding.state === "open" ? null : (
        <p className="mt-2 text-fg-2">
          <RecurrenceBadge value={finding.state} /> {finding.stateBy === null ? "" : `by ${finding.stateBy}`}
          {finding.stateReason === null ? "" : `: ${finding.stateReason}`}
        </p>
      )}
      {finding.suppression === null ? null : <Suppressed note={finding.suppression} />}
      {dismissing && finding.state === "open" && finding.suppression === null ? (
        <DismissForm
          finding={finding}
          onClose={() => setDismissing(false)}
          onDismiss={(reason) => {
            setDismissing(false);
            change({ state: "dismissed", reason }, "Finding dismissed");
          }}
        />
      ) : null}
    </>
  );
}

function Suppressed({ note: { reason, owner, expiresAt } }: { note: NonNullable<Finding["suppression"]> }) {
  const { projectHref } = useIngestion();
  return (
    <p className="text-fg-2">
      Hidden by a suppression{expiresAt === null ? "" : " until "}
      {expiresAt === null ? null : <Time at={expiresAt} style="day" />}: {reason}{" "}
      <span className="text-fg-3">({owner ?? "no owner"})</span>.{" "}
      <Link href={`${projectHref}/settings/suppressions`}>Extend or remove it</Link>
    </p>
  );
}

function Neighbours({ finding, all }: { finding: Finding; all: readonly Finding[] }) {
  const { href } = useIngestion();
  const go = useGo();
  const at = all.findIndex(({ id }) => id === finding.id);
  const step = (by: 1 | -1) => {
    const next = all[at + by];
    if (next !== undefined) go(findingHref(href, next.id));
  };
  useShortcuts([
    { keys: "[", label: "Previous finding", group: "Findings", run: () => step(-1) },
    { keys: "]", label: "Next finding", group: "Findings", run: () => step(1) },
    { keys: "esc", label: "Back to the findings", group: "Findings", run: () => go(`${href}/findings`) },
  ]);
  return (
    <>
      <IconButton label="Previous finding ([)" disabled={at <= 0} onClick={() => step(-1)}>
        <ChevronUp aria-hidden />
      </IconButton>
      <IconButton label="Next finding (])" disabled={at === all.length - 1} onClick={() => step(1)}>
        <ChevronDown aria-hidden />
      </IconButton>
    </>
  );
}

function Facts({ finding }: { finding: Finding }) {
  const { projectHref } = useIngestion();
  const { seenBefore } = finding;
  return (
    <Section title="Facts" className="md:px-5">
      <dl className="grid grid-cols-[96px_minmax(0,1fr)] gap-y-1.5 [&_dd]:leading-5 [&_dd]:[overflow-wrap:anywhere] [&_dt]:text-12 [&_dt]:leading-5 [&_dt]:text-fg-3">
        <dt>Rule</dt>
        <dd className="font-mono text-12">{finding.rule}</dd>
        <dt>Category</dt>
        <dd className="font-mono text-12">{finding.category}</dd>
        <dt>Found in</dt>
        <dd>{finding.pass === 1 ? "pass 1, over groups" : "pass 2, over single severe events"}</dd>
        <dt>Services</dt>
        <dd>{finding.services.length === 0 ? "none named" : finding.services.join(", ")}</dd>
        <dt>Seen before</dt>
        <dd>
          {seenBefore === null ? (
            "not in this project"
          ) : (
            <>
              <Link href={`${projectHref}/i/${seenBefore.ingestionId}/findings`}>{seenBefore.ingestion}</Link>,{" "}
              <Time at={seenBefore.at} style="day" />
              {seenBefore.ingestions > 1 ? ` and ${seenBefore.ingestions - 1} more` : ""}
            </>
          )}
        </dd>
      </dl>
    </Section>
  );
}
