"use client";

import { SquareTerminal } from "lucide-react";
import { useOrganization, useProject } from "#components/shell/session.tsx";
import { Code, CopyButton } from "#components/ui/code.tsx";
import { Link } from "#components/ui/link.tsx";
import { useHydrated } from "#lib/client/use-zone.ts";

/** A ready command. The key is left to the environment, so that it stands in no shell history. */
export function FromTerminal() {
  const { href } = useProject();
  const { role } = useOrganization();
  const origin = useHydrated() ? location.origin : "";
  const address = `${origin}/api/v1/ingestions`;
  const command = `curl --data-binary @app.log \\\n  -H "Authorization: Bearer $AIOPS_KEY" \\\n  ${address}`;
  return (
    <div className="min-w-0">
      <h3 className="mb-[5px] flex min-h-(--h-control-sm) items-center gap-1.5">
        <SquareTerminal aria-hidden /> From a terminal
        <span className="ml-auto flex items-center gap-2 text-12 font-normal">
          <CopyButton text={command} />
          {role === "admin" ? <Link href={`${href}/settings#keys`}>New key</Link> : "An admin makes the key"}
        </span>
      </h3>
      <Code className="text-12">
        <span className="text-fg-3"># any file, or @- for a pipe; answers with the link</span>
        {"\n"}curl --data-binary @app.log \{"\n  "}-H{" "}
        <span className="text-var">"Authorization: Bearer $AIOPS_KEY"</span> \{"\n  "}
        <span className="text-var">{address}</span>
      </Code>
    </div>
  );
}
