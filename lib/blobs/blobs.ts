import path from "node:path";
import { env } from "#lib/env.ts";
import { localBlobs } from "./local.ts";

/** Plain bytes by key. Keys are made of our own ids, `/` between them. */
export interface BlobStore {
  /** Whole or not at all. Throws `storage_full` when the disk is. */
  write(key: string, bytes: AsyncIterable<Uint8Array>): Promise<{ bytes: number; sha256: string }>;
  /** In pieces of at most 256 KiB. Throws `not_found` when there is no such blob. */
  read(key: string): AsyncIterable<Uint8Array>;
  /** Shorter than asked at the end of the blob. */
  readRange(key: string, offset: number, length: number): Promise<Uint8Array>;
  /** Removes the blobs whose key begins with `prefix/`, or that are called so. No error when there is none. */
  removeAll(prefix: string): Promise<void>;
}

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
