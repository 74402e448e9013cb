import path from "node:path";
import { env } from "#lib/env.ts";
import type { BlobStore } from "./blob-store.ts";
import { localBlobs } from "./local.ts";

/** The store of this installation: a folder. */
export const blobs = (): BlobStore => localBlobs(path.resolve(env().DATA_DIR, "blobs"));

const ofProject = (orgId: string, projectId: string) => `${orgId}/${projectId}`;
const ofIngestion = (orgId: string, projectId: string, ingestionId: string) =>
  `${ofProject(orgId, projectId)}/${ingestionId}`;

/** Where what is stored. A prefix holds everything below it. */
export const blobKey = {
  organization: (orgId: string) => orgId,
  project: ofProject,
  ingestion: ofIngestion,
  /** The plain bytes of one source. */
  source: (orgId: string, projectId: string, ingestionId: string, index: number) =>
    `${ofIngestion(orgId, projectId, ingestionId)}/${index}`,
  /** What the engine made of all sources, as gzipped JSON. */
  digest: (orgId: string, projectId: string, ingestionId: string) =>
    `${ofIngestion(orgId, projectId, ingestionId)}/digest`,
};

const UUID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/;

/** Whose blob it is, and the prefix of all of that ingestion; null for what no `blobKey` made. */
export function ingestionOfKey(key: string): { folder: string; ingestionId: string } | null {
  const [orgId = "", projectId = "", ingestionId = ""] = key.split("/");
  return [orgId, projectId, ingestionId].every((id) => UUID.test(id))
    ? { folder: ofIngestion(orgId, projectId, ingestionId), ingestionId }
    : null;
}
