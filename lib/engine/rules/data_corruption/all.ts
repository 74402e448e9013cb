import type { Rule } from "../rule.ts";
import { checksum } from "./checksum.ts";
import { damagedArchive } from "./damaged-archive.ts";
import { damagedFile } from "./damaged-file.ts";
import { databasePage } from "./database-page.ts";
import { filesystem } from "./filesystem.ts";
import { storageMedia } from "./storage-media.ts";

export const DATA_CORRUPTION: readonly Rule[] = [
  databasePage,
  filesystem,
  storageMedia,
  damagedArchive,
  checksum,
  damagedFile,
];
