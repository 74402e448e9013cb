import type { Rule } from "../rule.ts";
import { infrastructureCode } from "./infrastructure-code.ts";
import { addressInUse } from "./address-in-use.ts";
import { invalidConfiguration } from "./invalid-configuration.ts";
import { missingFile } from "./missing-file.ts";
import { missingSetting } from "./missing-setting.ts";
import { refusesToStart } from "./refuses-to-start.ts";
import { schemaMismatch } from "./schema-mismatch.ts";
import { springContext } from "./spring-context.ts";

export const CONFIG_ERROR: readonly Rule[] = [
  infrastructureCode,
  addressInUse,
  invalidConfiguration,
  missingFile,
  missingSetting,
  schemaMismatch,
  springContext,
  refusesToStart,
];
