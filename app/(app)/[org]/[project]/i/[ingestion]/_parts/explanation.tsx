"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import type { Claim, Explanation } from "#engine";
import { askModel, getExplanation, type Explained } from "#contracts/event.ts";
import { Button } from "#components/ui/button.tsx";
import { CopyButton } from "#components/ui/code.tsx";
import { EvidenceChip } from "#components/ui/evidence-chip.tsx";
import { Failed } from "#components/ui/failed.tsx";
import { ClaimText } from "#components/ui/prose.tsx";
import { Section } from "#components/ui/section.tsx";
import { Segmented } from "#components/ui/segmented.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { notifyError } from "#components/ui/toast.tsx";
import { call } from "#lib/client/call.ts";
import { keyOf, query } from "#lib/client/query.ts";
import { lineHref, useIngestion } from "./ingestion-context.tsx";
import { useChips } from "./use-chips.ts";

const MOST_EVIDENCE = 24;

/** Why a group or finding matters and what to do: the built-in text always, a model's beside it where one was asked. */
export function ExplanationSection({ subject, about }: { subject: "group" | "finding"; about: string }) {
  const { params } = useIngestion();
  const client = useQueryClient();
  const input = { params: { ...params, subject, ref: about } };
  const { data, error, refetch } = useQuery(query(getExplanation, input));
  const [chosen, setChosen] = useState<"built-in" | "model" | null>(null);
  const ask = useMutation({
    mutationFn: () => call(askModel, input),
    onSuccess: (explained) => {
      client.setQueryData(keyOf(getExplanation, input), explained);
      setChosen("model");
    },
    onError: notifyError,
  });
  if (data === undefined) {
    return (
      <Section title="Explanation">
        {error === null ? (
          <ExplanationSkeleton />
        ) : (
          <Failed error={error} what="The explanation" onRetry={() => void refetch()} />
        )}
      </Section>
    );
  }
  const shown = data.model !== null && chosen !== "built-in" ? "model" : "built-in";
  const explanation = shown === "model" && data.model !== null ? data.model.explanation : data.builtIn;
  return (
    <Section
      title="Explanation"
      note={noteOf(data, shown)}
      end={
        <span className="flex items-center gap-2">
          {data.model === null ? null : (
            <Segmented
              size="sm"
              label="Whose words"
              value={shown}
              onChange={setChosen}
              options={[
                { value: "built-in", label: "Built-in" },
                { value: "model", label: data.model.model },
              ]}
            />
          )}
          {data.provider === null || data.model !== null ? null : (
            <Button
              size="sm"
              disabled={ask.isPending}
              title={`Sends the evidence lines, redacted, to ${data.provider.name}. Each citation is then checked by code.`}
              onClick={() => ask.mutate()}
            >
              {ask.isPending ? `Asking ${data.provider.model}…` : `Word it with ${data.provider.model}`}
            </Button>
          )}
          <CopyButton text={() => plainText(explanation)} />
        </span>
      }
    >
      <Sections explanation={explanation} />
    </Section>
  );
}

function noteOf({ model, builtIn }: Explained, shown: "built-in" | "model"): string {
  if (shown === "model" && model !== null) {
    const all = model.supported + model.unsupported;
    return `by ${model.provider}${model.cached ? ", from the cache" : ""}; ${model.supported} of ${all} claims supported by the log`;
  }
  const claims = ALL.flatMap((section) => builtIn[section]);
  const supported = claims.filter(({ status }) => status === "supported").length;
  return `built-in, ${supported} of ${claims.length} claims checked against the log`;
}

const ALL = ["meaning", "flagged", "impact", "debugging", "quickFixes", "durableFixes"] as const;
const TITLES: Record<(typeof ALL)[number], string> = {
  meaning: "What this means",
  flagged: "Why it was flagged",
  impact: "Severity and impact",
  debugging: "Debugging steps",
  quickFixes: "Quick fixes",
  durableFixes: "Durable fixes",
};

function Sections({ explanation }: { explanation: Explanation }) {
  const { href } = useIngestion();
  const { evidence } = explanation;
  return (
    <dl className="grid gap-x-4 md:grid-cols-[148px_minmax(0,720px)] md:gap-y-2.5 [&_dd]:text-14 [&_dd]:leading-[22px] max-md:[&_dd]:mb-2.5 [&_dt]:leading-[22px] [&_dt]:font-medium [&_dt]:text-fg-2">
      {(["meaning", "flagged", "impact"] as const).map((section) => (
        <Titled key={section} title={TITLES[section]}>
          <Claims claims={explanation[section]} />
        </Titled>
      ))}
      <Titled title={TITLES.debugging}>
        <Steps claims={explanation.debugging} />
      </Titled>
      <Titled title="Fix suggestions">
        <h3 className="font-semibold text-13">Quick</h3>
        <Steps claims={explanation.quickFixes} />
        <h3 className="mt-1.5 font-semibold text-13">Durable</h3>
        <Steps claims={explanation.durableFixes} />
      </Titled>
      <Titled title="Evidence cited">
        {evidence.length === 0
          ? "No line: the statements are about counts."
          : evidence
              .slice(0, MOST_EVIDENCE)
              .map((seq) => <EvidenceChip key={seq} from={seq} href={lineHref(href, seq)} />)}
        {evidence.length > MOST_EVIDENCE ? (
          <span className="text-12 text-fg-3"> and {evidence.length - MOST_EVIDENCE} more</span>
        ) : null}
      </Titled>
    </dl>
  );
}

function Titled({ title, children }: { title: string; children: ReactNode }) {
  return (
    <>
      <dt>{title}</dt>
      <dd className="min-w-0 [overflow-wrap:anywhere]">{children}</dd>
    </>
  );
}

/** Claims as running text; what the log does not support stands struck on a line of its own. */
function Claims({ claims }: { claims: readonly Claim[] }) {
  const chips = useChips();
  if (claims.length === 0) return <span className="text-fg-3">Nothing is known.</span>;
  return claims.map((claim, index) =>
    claim.status === "supported" ? (
      // Claims have no identity but their place.
      <span key={index}>
        <ClaimText claim={claim} {...chips} />{" "}
      </span>
    ) : (
      <div key={index} className="my-2 border-l-2 border-dashed border-fg-3 pl-2.5">
        <ClaimText claim={claim} {...chips} />
      </div>
    ),
  );
}

function Steps({ claims }: { claims: readonly Claim[] }) {
  const chips = useChips();
  if (claims.length === 0) return <span className="text-fg-3">None is known.</span>;
  return (
    <ol className="list-decimal pl-[18px] marker:text-fg-3">
      {claims.map((claim, index) => (
        // Claims have no identity but their place.
        <li key={index}>
          <ClaimText claim={claim} {...chips} />
        </li>
      ))}
    </ol>
  );
}

function plainText(explanation: Explanation): string {
  return ALL.map(
    (section) => `${TITLES[section]}\n${explanation[section].map(({ text }) => `- ${text}`).join("\n")}`,
  ).join("\n\n");
}

function ExplanationSkeleton() {
  return (
    <div role="status" aria-busy aria-label="Loading the explanation" className="grid gap-4">
      {["w-3/5", "w-1/2", "w-2/5", "w-3/5"].map((width, row) => (
        <div key={row} className="grid gap-4 md:grid-cols-[148px_1fr]">
          <Skeleton className="w-28" />
          <Skeleton className={width} />
        </div>
      ))}
    </div>
  );
}
