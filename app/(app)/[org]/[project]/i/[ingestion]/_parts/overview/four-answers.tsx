"use client";

import type { Overview } from "#contracts/ingestion.ts";
import { Link } from "#components/ui/link.tsx";
import { Prose } from "#components/ui/prose.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { Time } from "#components/ui/time.tsx";
import { cn } from "#components/ui/cn.ts";
import { useIngestion } from "../ingestion-context.tsx";
import { useChips } from "../use-chips.ts";

const QUESTIONS = [
  { answer: "happened", question: "What happened?" },
  { answer: "real", question: "Is it a real incident?" },
  { answer: "recurring", question: "Is it recurring?" },
  { answer: "rootCause", question: "What is the root cause?" },
] as const;

/** The four questions, answered in this order, each statement with its lines. */
export function FourAnswers({ overview }: { overview: Overview }) {
  const { story } = overview;
  const { running } = useIngestion();
  return (
    <section aria-label="The four questions" className="px-3 py-2 md:px-6 md:py-[9px]">
      <dl>
        {QUESTIONS.map(({ answer, question }) => (
          <div
            key={answer}
            className="grid max-w-[940px] gap-x-4 py-[5px] md:grid-cols-[148px_minmax(0,1fr)] md:py-[7px]"
          >
            <dt className={cn("font-medium text-fg-2", answer === "happened" ? "leading-[23px]" : "leading-[22px]")}>
              {question}
            </dt>
            <dd
              className={cn(
                "text-pretty [overflow-wrap:anywhere]",
                answer === "happened" ? "text-15 leading-[23px] font-medium" : "text-14 leading-[22px]",
              )}
            >
              {story === null ? <Unanswered running={running} /> : <OneAnswer answer={story[answer]} />}
              {story !== null && answer === "recurring" ? <EarlierIngestions findings={overview.findings} /> : null}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function OneAnswer({ answer }: { answer: NonNullable<Overview["story"]>["happened"] }) {
  const chips = useChips();
  return (
    <>
      {answer.verdict === "" ? null : <strong>{answer.verdict} </strong>}
      <Prose text={answer.text} {...chips} />
      {answer.unknown === null ? null : (
        <>
          {" "}
          <span className="border-b border-dashed border-line-strong font-normal text-fg-2">
            <Prose text={answer.unknown} {...chips} />
          </span>
        </>
      )}
    </>
  );
}

/** The earlier ingestions that the answer speaks of, to open. */
function EarlierIngestions({ findings }: Pick<Overview, "findings">) {
  const { projectHref } = useIngestion();
  const earlier = new Map(
    findings.flatMap(({ seenBefore }) => (seenBefore ? [[seenBefore.ingestionId, seenBefore]] : [])),
  );
  if (earlier.size === 0) return null;
  return (
    <span className="text-fg-2">
      {" Earlier: "}
      {[...earlier.values()].slice(0, 3).map(({ ingestionId, ingestion, at }, index) => (
        <span key={ingestionId}>
          {index === 0 ? "" : "; "}
          <Link href={`${projectHref}/i/${ingestionId}`} className="text-accent underline underline-offset-2">
            {ingestion}
          </Link>
          , <Time at={at} style="day" />
        </span>
      ))}
      .
    </span>
  );
}

function Unanswered({ running }: { running: boolean }) {
  if (!running)
    return <span className="text-14 font-normal text-fg-2">Not answered: the analysis did not reach this step.</span>;
  return (
    <span aria-busy className="flex h-[22px] items-center">
      <span className="sr-only">Answered once all lines are read</span>
      <Skeleton className="w-3/5" />
    </span>
  );
}
