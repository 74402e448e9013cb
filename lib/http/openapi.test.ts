import { readdirSync } from "node:fs";
import { expect, it } from "vitest";
import { ENDPOINTS } from "./endpoints.ts";
import { openApiDocument } from "./openapi.ts";

it("describes every endpoint, with its parameters, body and answers", () => {
  const document = JSON.parse(JSON.stringify(openApiDocument("https://ops.example")));
  const operations = Object.values<Record<string, { operationId: string }>>(document.paths).flatMap((path) =>
    Object.values(path),
  );
  expect(operations.map((operation) => operation.operationId).toSorted()).toEqual(Object.keys(ENDPOINTS).toSorted());
  expect(document.servers).toEqual([{ url: "https://ops.example/api/v1" }]);
  expect(document.paths["/projects/{projectId}/ingestions"].post).toMatchObject({
    operationId: "createIngestion",
    security: [{ session: [] }, { key: [] }],
    requestBody: { content: { "multipart/form-data": {} } },
    responses: { 202: {}, default: {} },
  });
  expect(document.paths["/projects/{projectId}/ingestions"].get.parameters).toContainEqual(
    expect.objectContaining({ name: "limit", in: "query", required: false }),
  );
});

it("names each path parameter that a path has", () => {
  for (const [name, declared] of Object.entries(ENDPOINTS)) {
    const inPath = Array.from(declared.path.matchAll(/\{(\w+)\}/g), ([, key = ""]) => key);
    expect([name, Object.keys(declared.params?.shape ?? {}).toSorted()]).toEqual([name, inPath.toSorted()]);
  }
});

it("knows every file of contracts", () => {
  const folder = new URL("../contracts/", import.meta.url);
  const withEndpoints = readdirSync(folder).filter((file) => /^(?!.*\.test\.ts$).*\.ts$/.test(file));
  expect(withEndpoints.toSorted()).toEqual(
    [
      "address.ts",
      "comparison.ts",
      "endpoint.ts",
      "engine-shapes.ts",
      "event-query.ts",
      "event.ts",
      "finding.ts",
      "group-rule.ts",
      "group.ts",
      "ingestion.ts",
      "organization.ts",
      "report.ts",
      "rule-templates.ts",
      "rule-text.ts",
      "rule.ts",
      "suppression.ts",
      "zod.ts",
    ].toSorted(),
  );
});
