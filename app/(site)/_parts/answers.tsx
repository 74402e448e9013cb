import type { Answer, Story } from "#engine";
import { cn } from "#components/ui/cn.ts";
import { Prose } from "#components/ui/prose.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";

export const QUESTIONS = [
  { key: "happened", question: "What happened?", hint: "The events that matter, in order, each with its line." },
  {
    key: "real",
    question: "Is it a real incident?",
    hint: "Whether the errors are more than noise, and by what measure.",
  },
  { key: "recurring", question: "Is it recurring?", hint: "Whether the same lines were met before." },
  {
    key: "rootCause",
    question: "What is the root cause?",
    hint: "What came first, and what speaks for and against it.",
  },
] as const satisfies readonly { key: keyof Story; question: string; hint: string }[];

const UNKNOWN_HERE =
  "Unknown in this tab: there is no history to compare with. Keep it in a project to know next time.";

/** The four questions, answered as far as the log goes. `story` null: still reading. */
export function Answers({
  story,
  open,
  onOpen,
}: {
  story: Story | null;
  open: number | null;
  onOpen: (from: number, to: number) => void;
}) {
  return (
    <dl>
      {QUESTIONS.map(({ key, question }, index) => (
        <div key={key} className="py-1.5">
          <dt className="text-12 font-medium text-fg-2">{question}</dt>
          <dd className={cn("text-14 leading-[21px]", index === 0 && "font-medium")}>
            {story === null ? (
              <span className="block" aria-busy="true">
                <span className="sr-only">Waiting for the end of the log</span>
                <Skeleton className="my-1.5 w-[88%]" />
                <Skeleton className="w-[52%]" />
              </span>
            ) : key === "recurring" && story.recurring.verdict.startsWith("Unknown") ? (
              <span className="text-fg-3">{UNKNOWN_HERE}</span>
            ) : (
              <AnswerText answer={story[key]} open={open} onOpen={onOpen} />
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}

function AnswerText({
  answer,
  open,
  onOpen,
}: {
  answer: Answer;
  open: number | null;
  onOpen: (from: number, to: number) => void;
}) {
  return (
    <>
      {answer.verdict === "" ? null : <strong>{answer.verdict} </strong>}
      <Prose text={answer.text} open={open} onOpen={onOpen} />
      {answer.unknown === null ? null : (
        <span className="mt-0.5 block text-13 text-fg-2 underline decoration-fg-3 decoration-dashed underline-offset-4">
          <Prose text={answer.unknown} open={open} onOpen={onOpen} />
        </span>
      )}
    </>
  );
}
