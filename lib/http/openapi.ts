import { z } from "zod";
import { ErrorBody, type EndpointShape, type Permission } from "#contracts/endpoint.ts";
import { ENDPOINTS } from "./endpoints.ts";

type Json = Record<string, unknown>;

const ACCESS: Record<Permission, string> = {
  public: "Anyone.",
  user: "Anyone signed in.",
  member: "Members of the organization.",
  admin: "Admins of the organization.",
  ingest: "Members of the organization, or an API key of the project.",
};
const SECURITY: Record<Permission, Json[]> = {
  public: [],
  user: [{ session: [] }],
  member: [{ session: [] }],
  admin: [{ session: [] }],
  ingest: [{ session: [] }, { key: [] }],
};

/** The OpenAPI 3.1 document of every declared endpoint. */
export function openApiDocument(appUrl: string): Json {
  const paths: Record<string, Record<string, Json>> = {};
  for (const [operationId, declared] of Object.entries(ENDPOINTS)) {
    (paths[declared.path] ??= {})[declared.method.toLowerCase()] = operation(operationId, declared);
  }
  return {
    openapi: "3.1.0",
    info: { title: "AI Ops Assistant", version: "1", description: "Logs in, findings and postmortems out." },
    servers: [{ url: new URL("/api/v1", appUrl).href }],
    paths,
    components: {
      securitySchemes: {
        key: { type: "http", scheme: "bearer", description: "An API key of a project, from its settings page." },
        session: { type: "apiKey", in: "cookie", name: "authjs.session-token", description: "A signed-in browser." },
      },
      schemas: { Error: schemaOf(ErrorBody, "output") },
    },
  };
}

function operation(operationId: string, declared: EndpointShape): Json {
  return {
    operationId,
    summary: declared.summary,
    description: ACCESS[declared.permission],
    security: SECURITY[declared.permission],
    parameters: [...parametersOf(declared.params, "path"), ...parametersOf(declared.query, "query")],
    ...(declared.body === undefined ? {} : { requestBody: requestBody(declared.body) }),
    responses: {
      [declared.status ?? 200]: answer(declared.response),
      default: {
        description: "What is wrong",
        content: { "application/json": { schema: { $ref: "#/components/schemas/Error" } } },
      },
    },
  };
}

function parametersOf(schema: z.ZodObject | undefined, where: "path" | "query"): Json[] {
  return Object.entries(schema?.shape ?? {}).map(([name, type]) => {
    const field = z.toJSONSchema(z.object({ value: type }), { io: "input", unrepresentable: "any" });
    const required = where === "path" || (field.required?.includes("value") ?? false);
    return { name, in: where, required, schema: field.properties?.["value"] ?? {} };
  });
}

function requestBody(body: z.ZodType | "stream"): Json {
  const file = { type: "string", format: "binary" };
  const content =
    body === "stream"
      ? {
          "text/plain": { schema: file },
          "application/octet-stream": { schema: file },
          "multipart/form-data": {
            schema: { type: "object", properties: { file: { type: "array", items: file } } },
          },
        }
      : { "application/json": { schema: schemaOf(body, "input") } };
  return { required: true, content };
}

function answer(response: z.ZodType | "stream"): Json {
  const content =
    response === "stream"
      ? { "application/octet-stream": { schema: { type: "string", format: "binary" } } }
      : { "application/json": { schema: schemaOf(response, "output") } };
  return { description: "Done", content };
}

function schemaOf(schema: z.ZodType, io: "input" | "output"): Json {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: "any" });
  return rest;
}
