import type { Rule } from "../rule.ts";
import { checksum } from "./checksum.ts";
import { damagedFile } from "./damaged-file.ts";

export const DATA_CORRUPTION: readonly Rule[] = [checksum, damagedFile];
