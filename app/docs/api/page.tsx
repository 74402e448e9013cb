import type { Metadata } from "next";
import type { EndpointShape, Permission } from "#contracts/endpoint.ts";
import { Code } from "#components/ui/code.tsx";
import { Reading } from "#components/ui/prose.tsx";
import { ENDPOINTS } from "#lib/http/endpoints.ts";
import { env } from "#lib/env.ts";

export const metadata: Metadata = { title: "API" };

const ACCESS: Record<Permission, string> = {
  public: "anyone",
  user: "signed in",
  member: "member",
  admin: "admin",
  ingest: "member or API key",
};

const SUBJECTS = [
  { title: "Ingestions", within: /\/ingestions|\/demo|\/scenarios/ },
  { title: "Groups and reports", within: /\/groups|\/reports/ },
  { title: "Projects and keys", within: /^\/projects|\/projects$/ },
  { title: "Organizations, members, invitations", within: /./ },
];

export default function ApiPage() {
  const left = new Set<EndpointShape>(Object.values(ENDPOINTS));
  const sections = SUBJECTS.map(({ title, within }) => {
    const endpoints = [...left].filter(({ path }) => within.test(path)).toSorted(byAddress);
    for (const endpoint of endpoints) left.delete(endpoint);
    return { title, endpoints };
  });
  const base = new URL("/api/v1", env().APP_URL).href;
  return (
    <>
      <h1 className="text-20 tracking-[-0.014em]">API</h1>
      <Reading className="mt-1 mb-4 text-fg-2">
        <p>
          JSON over HTTP under <code>{base}</code>. The full description with every field is the{" "}
          <a href="/api/openapi.json">OpenAPI document</a>. A project’s settings make keys; a key sends logs to its
          project and reads their progress, everything else is for signed-in members.
        </p>
      </Reading>
      <Code title="Send a log">
        {`curl --data-binary @app.log \\\n  -H "Authorization: Bearer $AIOPS_KEY" \\\n  ${base}/ingestions`}
      </Code>
      <Reading className="mt-3 mb-5 text-fg-2">
        <p>
          Errors answer <code>{'{ "error": { "code", "message", "requestId" } }'}</code>: the message says what to do,
          the request id finds the call in the server’s log. Lists answer <code>{'{ "items", "nextCursor" }'}</code>;
          send the cursor back for the next page.
        </p>
      </Reading>
      {sections.map(({ title, endpoints }) => (
        <section key={title} aria-labelledby={title} className="border-t border-line py-4">
          <h2 id={title} className="mb-1">
            {title}
          </h2>
          <ul>
            {endpoints.map((endpoint) => (
              <Endpoint key={`${endpoint.method} ${endpoint.path}`} endpoint={endpoint} />
            ))}
          </ul>
        </section>
      ))}
    </>
  );
}

const METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE"];

function byAddress(a: EndpointShape, b: EndpointShape): number {
  return a.path.localeCompare(b.path) || METHODS.indexOf(a.method) - METHODS.indexOf(b.method);
}

function Endpoint({ endpoint }: { endpoint: EndpointShape }) {
  const { method, path, summary, permission, query } = endpoint;
  const names = Object.keys(query?.shape ?? {});
  return (
    <li className="grid gap-x-3 border-b border-line py-2 last:border-b-0 md:grid-cols-[56px_minmax(0,1fr)_140px]">
      <code className="font-medium">{method}</code>
      <div className="min-w-0">
        <code className="[overflow-wrap:anywhere]">{path}</code>
        {names.length === 0 ? null : <code className="text-fg-3 [overflow-wrap:anywhere]">?{names.join("&")}</code>}
        <p className="text-fg-2">{summary.replaceAll("`", "")}</p>
      </div>
      <span className="text-12 text-fg-3 md:text-right">{ACCESS[permission]}</span>
    </li>
  );
}
