import { createReadStream, openAsBlob } from "node:fs";
import { basename } from "node:path";
import { z } from "zod";
import { createIngestion } from "#contracts/ingestion.ts";
import { ErrorBody } from "#contracts/endpoint.ts";
import type { Arguments } from "./arguments.ts";
import { CliError } from "./usage.ts";

/** Streams one file as it is, several as a form; the key names the project. Prints the link of the ingestion. */
export async function upload(args: Arguments): Promise<number> {
  if (args.files.length === 0) throw new CliError("name the files to upload.", true);
  if (args.url === null || args.key === null)
    throw new CliError("give --url and --key (or AIOPS_URL and AIOPS_KEY).", true);
  const target = new URL(args.url);
  // The key names the project, so the address of the server is enough.
  if (target.pathname === "/") target.pathname = "/api/v1/ingestions";
  if (args.name !== null) target.searchParams.set("name", args.name);
  const response = await send(target, args.key, args.files);
  const answer: unknown = await response.json().catch(() => null);
  const refused = ErrorBody.safeParse(answer);
  if (refused.success) throw new CliError(`the server refused it: ${refused.data.error.message}`);
  const ingestion = z.object({ url: createIngestion.response.shape.url }).safeParse(answer);
  if (!response.ok || !ingestion.success)
    throw new CliError(`the server answered ${response.status} and no link. Is --url right?`);
  process.stdout.write(`${ingestion.data.url}\n`);
  return 0;
}

async function send(target: URL, key: string, files: string[]): Promise<Response> {
  const headers = { Authorization: `Bearer ${key}` };
  try {
    const [file = "", ...more] = files;
    if (more.length > 0) {
      const body = new FormData();
      for (const path of files) body.append("file", await openAsBlob(path), basename(path));
      return await fetch(target, { method: "POST", headers, body });
    }
    if (file !== "-") target.searchParams.set("source", basename(file));
    const body = file === "-" ? process.stdin : createReadStream(file);
    return await fetch(target, {
      method: "POST",
      headers: { ...headers, "Content-Type": "application/octet-stream" },
      // A stream as body needs half duplex; the DOM's types do not know either.
      ...({ body, duplex: "half" } as object),
    });
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause.message : String(error);
    throw new CliError(`could not send to ${target.origin}: ${cause}`);
  }
}
