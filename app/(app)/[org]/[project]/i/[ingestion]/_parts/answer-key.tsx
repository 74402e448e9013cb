"use client";

import { useQuery } from "@tanstack/react-query";
import { Check, X } from "lucide-react";
import type { ReactNode } from "react";
import { getAnswerKey, getOverview } from "#contracts/ingestion.ts";
import { Dialog } from "#components/ui/dialog.tsx";
import { Failed } from "#components/ui/failed.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { query } from "#lib/client/query.ts";
import { useIngestion } from "./ingestion-context.tsx";

/** What the demo scenario planted, beside what the analysis says. */
export function AnswerKeyDialog({ open, onOpenChange }: { open: boolean; onOpenChange: (open: boolean) => void }) {
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title="Answer key"
      description="What this demo incident was made of, beside what the analysis found in its lines."
      className="w-[560px]"
    >
      <Key />
    </Dialog>
  );
}

function Key() {
  const { params } = useIngestion();
  const { data: key, error } = useQuery(query(getAnswerKey, { params }));
  const { data: overview } = useQuery(query(getOverview, { params }));
  if (error !== null) return <Failed error={error} what="The answer key" />;
  if (key === undefined || overview === undefined) {
    return (
      <div aria-busy className="mt-4 grid gap-3">
        <Skeleton className="w-80" />
        <Skeleton className="w-64" />
      </div>
    );
  }
  const { findings, story } = overview;
  const domino = (pair: { service: string; category: string } | null) =>
    pair === null ? "none" : `${pair.category}, ${pair.service}`;
  const found = story?.firstDomino ?? null;
  return (
    <ul className="mt-3">
      <Line ok={story?.incident === key.incident}>{key.incident ? "It is an incident" : "It is no incident"}</Line>
      <Line
        ok={found?.category === key.firstDomino?.category && found?.service === key.firstDomino?.service}
        said={domino(found)}
      >
        First domino: {domino(key.firstDomino)}
      </Line>
      {key.order.length === 0 ? null : (
        <Line
          ok={isInOrder(key.order, story?.order.map(({ service }) => service) ?? [])}
          said={story?.order.map(({ service }) => service).join(" → ") ?? "none"}
        >
          Order: {key.order.join(" → ")}
        </Line>
      )}
      {key.findings.map(({ category, service }) => (
        <Line
          key={`${category} ${service}`}
          ok={findings.some((finding) => finding.category === category && finding.services.includes(service))}
          said="not found"
        >
          Finding: {category}, {service}
        </Line>
      ))}
      {key.forbidden.map((category) => (
        <Line key={category} ok={!findings.some((finding) => finding.category === category)} said="reported">
          Must not be reported: {category}
        </Line>
      ))}
    </ul>
  );
}

/** Others may stand between them: a symptom that the key does not name is no mistake. */
function isInOrder(wanted: readonly string[], told: readonly string[]): boolean {
  const places = wanted.map((service) => told.indexOf(service));
  return places.every((place, index) => place > (places[index - 1] ?? -1));
}

function Line({ ok, said, children }: { ok: boolean; said?: string; children: ReactNode }) {
  const Icon = ok ? Check : X;
  return (
    <li className="flex items-baseline gap-2 border-t border-line py-1.5 first:border-t-0">
      <Icon aria-label={ok ? "Right" : "Wrong"} className={ok ? "text-fg-2" : "text-error"} />
      <span className="min-w-0">
        {children}
        {ok || said === undefined ? null : <span className="block text-12 text-fg-3">the analysis says: {said}</span>}
      </span>
    </li>
  );
}
