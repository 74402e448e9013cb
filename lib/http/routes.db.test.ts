import { readdirSync } from "node:fs";
import path from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import "#db/testing/database.ts";
import type { EndpointShape, Permission } from "#contracts/endpoint.ts";
import { newId } from "#lib/ids.ts";
import { ENDPOINTS } from "./endpoints.ts";
import { CALLERS, makeCallers, type CallerName, type Callers } from "./testing/callers.ts";

type Handler = (request: Request, context: { params: Promise<Record<string, string>> }) => Promise<Response>;

const FOLDER = new URL("../../app/api/v1/", import.meta.url);
const files = readdirSync(FOLDER, { recursive: true, encoding: "utf8" }).filter(
  (file) => path.basename(file) === "route.ts",
);
const pathOf = (file: string) => `/${path.dirname(file).replaceAll(/\[(\w+)\]/g, "{$1}")}`;
const keyOf = ({ method, path }: Pick<EndpointShape, "method" | "path">) => `${method} ${path}`;

const handlers = new Map<string, Handler>();
let callers: Callers;

beforeAll(async () => {
  for (const file of files) {
    const served: Record<string, Handler> = await import(new URL(file, FOLDER).href);
    for (const [method, handler] of Object.entries(served)) handlers.set(`${method} ${pathOf(file)}`, handler);
  }
  callers = await makeCallers();
}, 120_000);

it("serves every declared endpoint, and nothing else", () => {
  expect([...handlers.keys()].toSorted()).toEqual(
    Object.values(ENDPOINTS)
      .map((one) => keyOf(one))
      .toSorted(),
  );
});

/** Fits every body where that is possible; typed names do not match, so nothing is deleted. */
const BODY = {
  name: "Name",
  confirm: "Not its name",
  role: "member",
  state: "open",
  zone: null,
  rule: { kind: "split", fingerprint: "v1:0" },
  scenario: "none",
  title: "Title",
  status: "draft",
  version: 1,
  text: "id: none",
  marks: [],
  findingId: "none",
  scope: "rule",
  reason: "known",
  sections: { summary: "", impact: "", timeline: "", rootCause: "", detection: "", resolution: "", actionItems: "" },
};

function paramsFor(declared: EndpointShape): Record<string, string> {
  const { tenant } = callers;
  const known: Record<string, string> = {
    organizationId: tenant.orgId,
    projectId: tenant.projectId,
    token: "x".repeat(43),
    subject: "group",
    seq: "1",
    index: "0",
  };
  return Object.fromEntries(Object.keys(declared.params?.shape ?? {}).map((name) => [name, known[name] ?? newId()]));
}

async function call(declared: EndpointShape, caller: CallerName): Promise<Response> {
  const handler = handlers.get(keyOf(declared));
  if (handler === undefined) throw new Error(`${keyOf(declared)} is not served`);
  const params = paramsFor(declared);
  const address = Object.entries(params).reduce(
    (text, [name, value]) => text.replace(`{${name}}`, value),
    declared.path,
  );
  const request = new Request(`http://localhost:3000/api/v1${address}`, {
    method: declared.method,
    headers: {
      ...callers.headers[caller],
      "x-forwarded-for": `${caller} ${address}`,
      ...(declared.body === undefined ? {} : { "content-type": "application/json" }),
    },
    body: declared.body === undefined ? null : declared.body === "stream" ? "" : JSON.stringify(BODY),
  });
  return handler(request, { params: Promise.resolve(params) });
}

/** The refusal that a caller must meet before anything else, by permission; null where it must get past the door. */
const REFUSED: Record<Permission, Record<CallerName, 401 | 403 | 404 | null>> = {
  public: { stranger: null, outsider: null, member: null, admin: null, key: null },
  user: { stranger: 401, outsider: null, member: null, admin: null, key: 403 },
  member: { stranger: 401, outsider: 404, member: null, admin: null, key: 403 },
  admin: { stranger: 401, outsider: 404, member: 403, admin: null, key: 403 },
  ingest: { stranger: 401, outsider: 404, member: null, admin: null, key: null },
};

describe.each(Object.entries(ENDPOINTS))("%s", (_, declared) => {
  it.each(CALLERS)("treats a %s by its permission", async (caller) => {
    const response = await call(declared, caller);
    const wanted = refusalFor(declared, caller);
    if (wanted === null) expect([401, 403, 500]).not.toContain(response.status);
    else expect(response.status).toBe(wanted);
  });
});

/** A key belongs to a project: an organization's own endpoints are not even there for it; a path without a name needs one. */
function refusalFor(declared: EndpointShape, caller: CallerName): number | null {
  const wanted = REFUSED[declared.permission][caller];
  if (declared.permission === "user" || declared.permission === "public") return wanted;
  if (declared.params?.shape["projectId"] !== undefined) return wanted;
  if (declared.params?.shape["organizationId"] !== undefined) return caller === "key" ? 404 : wanted;
  return caller === "key" ? null : 401;
}

describe("a write with a cookie", () => {
  const rename = (headers: Record<string, string>) => {
    const handler = handlers.get("PATCH /projects/{projectId}");
    const request = new Request("http://localhost:3000/api/v1/projects/x", {
      method: "PATCH",
      headers: { cookie: callers.headers.admin["cookie"] ?? "", "content-type": "application/json", ...headers },
      body: JSON.stringify({ name: "Shop" }),
    });
    return handler?.(request, { params: Promise.resolve({ projectId: callers.tenant.projectId }) });
  };

  it.each<[Record<string, string>, number]>([
    [{ origin: "http://localhost:3000" }, 200],
    [{ origin: "https://ops.internal", host: "ops.internal" }, 200],
    [{ "sec-fetch-site": "same-origin" }, 200],
    [{ origin: "https://evil.example" }, 403],
    [{ origin: "https://evil.example", "x-forwarded-host": "evil.example" }, 403],
    [{ origin: "null" }, 403],
    [{ "sec-fetch-site": "cross-site" }, 403],
    [{}, 403],
  ])("with %j is answered %i", async (headers, status) => {
    expect((await rename(headers))?.status).toBe(status);
  });
});
