"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Button } from "#components/ui/button.tsx";
import { Note } from "#components/ui/note.tsx";
import { formatBytes, plural } from "#lib/client/number.ts";
import { clearStash, loadStash, type Stash } from "#lib/client/stash.ts";
import { useReceive } from "./use-receive.ts";

const KEY = ["kept log"];

/** Offers to upload what was analysed in this browser before sign-up. */
export function KeptLog() {
  const client = useQueryClient();
  const { data: stash } = useQuery({
    queryKey: KEY,
    queryFn: () => loadStash().catch(() => null),
    staleTime: Infinity,
  });
  const receive = useReceive();
  if (stash === undefined || stash === null) return null;
  const forget = async () => {
    await clearStash();
    client.setQueryData(KEY, null);
  };
  const upload = async () => {
    if (await send(stash, receive)) await forget();
  };
  return (
    <Note className="border-accent-fill bg-accent-soft px-3 py-2 text-13 md:px-6">
      <span className="min-w-0 flex-1">
        You analysed <b>{describe(stash)}</b> in this browser. It was not sent anywhere yet.
        {receive.error === null ? null : <span className="block text-error">{receive.error}</span>}
      </span>
      <Button variant="primary" disabled={receive.sending !== null} onClick={() => void upload()}>
        {receive.sending === null ? "Upload it here" : "Uploading…"}
      </Button>
      <Button variant="ghost" onClick={() => void forget()}>
        Discard
      </Button>
    </Note>
  );
}

function send({ items }: Stash, receive: ReturnType<typeof useReceive>): Promise<boolean> {
  const [first] = items;
  if (first?.kind === "demo") {
    return receive.sendDemo({ scenario: first.scenario, seed: first.seed, events: first.events });
  }
  return receive.sendFiles(items.flatMap((item) => (item.kind === "file" ? [item] : [])));
}

function describe({ items, name }: Stash): string {
  const files = items.filter((item) => item.kind === "file");
  if (files.length === 0) return `the demo incident ${name}`;
  const bytes = files.reduce((sum, { blob }) => sum + blob.size, 0);
  return `${files.length === 1 ? name : plural(files.length, "file")}, ${formatBytes(bytes)},`;
}
