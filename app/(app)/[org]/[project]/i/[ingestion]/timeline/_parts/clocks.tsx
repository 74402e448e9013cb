"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { parseAsString, useQueryState } from "nuqs";
import { getIngestion, setClocks, type ClockMark, type Overview } from "#contracts/ingestion.ts";
import { EvidenceChip } from "#components/ui/evidence-chip.tsx";
import { Button } from "#components/ui/button.tsx";
import { Section } from "#components/ui/section.tsx";
import { Table } from "#components/ui/table.tsx";
import { notify, notifyError } from "#components/ui/toast.tsx";
import { call } from "#lib/client/call.ts";
import { formatCount } from "#lib/client/number.ts";
import { keyOf } from "#lib/client/query.ts";
import { lineHref, useIngestion } from "../../_parts/ingestion-context.tsx";
import { SameMoment } from "./same-moment.tsx";
import { clockWords } from "./clock-words.ts";

/** How far the clocks of the files are apart: estimated, or set by two lines that are the same moment. */
export function Clocks({ overview: { sources, story } }: { overview: Overview }) {
  const { ingestion } = useIngestion();
  const [same, setSame] = useQueryState("same", parseAsString);
  const save = useSetClocks();
  const [first] = sources;
  if (first === undefined || sources.length < 2) return null;
  const skews = new Map(story?.skew.map((skew) => [skew.source, skew]));
  const without = (mark: ClockMark) => ingestion.clocks.filter((other) => other !== mark);
  return (
    <Section
      title="Clocks"
      note={`compared with ${first.name}; the order above is told in corrected times, events keep the times they state`}
      end={
        same === null ? (
          <button type="button" className="text-accent hover:underline" onClick={() => void setSame("")}>
            Set a clock
          </button>
        ) : undefined
      }
    >
      {same === null ? null : (
        <SameMoment
          marks={ingestion.clocks}
          saving={save.isPending}
          onSave={(marks, said) => save.mutate({ marks, said }, { onSuccess: () => void setSame(null) })}
        />
      )}
      <Table two>
        <thead>
          <tr>
            <th scope="col">File</th>
            <th scope="col">Its clock</th>
            <th scope="col">Because</th>
            <th scope="col">
              <span className="sr-only">Action</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {sources.slice(1).map(({ name }) => {
            const skew = skews.get(name);
            const mark = ingestion.clocks.find(({ source, than }) => source === name || than === name);
            return (
              <tr key={name}>
                <td className="first font-mono text-12 whitespace-nowrap">{name}</td>
                <td className="whitespace-nowrap">
                  {skew === undefined ? "taken as it is" : clockWords(skew.skewMs, first.name)}
                </td>
                <td className="fill text-fg-2">
                  {skew?.set && mark !== undefined ? <Because mark={mark} /> : <Estimate pairs={skew?.pairs ?? 0} />}
                </td>
                <td className="num">
                  {mark !== undefined && [name, first.name].includes(mark.source) ? (
                    <Button
                      size="sm"
                      variant="ghost"
                      aria-label={`Forget what is set for ${name}`}
                      disabled={save.isPending}
                      onClick={() =>
                        save.mutate({ marks: without(mark), said: `The clock of ${name} is no longer set` })
                      }
                    >
                      Forget
                    </Button>
                  ) : null}
                </td>
              </tr>
            );
          })}
        </tbody>
      </Table>
    </Section>
  );
}

function Because({ mark }: { mark: ClockMark }) {
  const { href } = useIngestion();
  return (
    <>
      set: <EvidenceChip from={mark.seq} href={lineHref(href, mark.seq)} /> and{" "}
      <EvidenceChip from={mark.sameAs} href={lineHref(href, mark.sameAs)} /> are the same moment
    </>
  );
}

function Estimate({ pairs }: { pairs: number }) {
  return pairs === 0 ? (
    <>no request is seen in both files, so nothing could be estimated</>
  ) : (
    <>estimated from {formatCount(pairs)} requests seen in both files</>
  );
}

function useSetClocks() {
  const { params, ingestion } = useIngestion();
  const client = useQueryClient();
  const put = (marks: readonly { seq: number; sameAs: number }[]) =>
    call(setClocks, { params, body: { marks: marks.map(({ seq, sameAs }) => ({ seq, sameAs })) } });
  const show = (next: typeof ingestion) => client.setQueryData(keyOf(getIngestion, { params }), next);
  return useMutation({
    mutationFn: ({ marks }: { marks: readonly { seq: number; sameAs: number }[]; said: string }) => put(marks),
    onSuccess: (next, { said }) => {
      const before = ingestion.clocks;
      show(next);
      notify(`${said}; the story is told again`, { undo: async () => void show(await put(before)) });
    },
    onError: notifyError,
  });
}
