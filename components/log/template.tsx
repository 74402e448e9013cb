import { templateParts } from "./template-parts.ts";

/** Log text that varies, marked violet. */
export const variableLook = "rounded-[2px] bg-var-soft px-0.5 text-var";

/** A template with its variables marked, each under the name of its key where it has one: `waiting=<waiting>`. */
export function Template({ template, named = false }: { template: string; named?: boolean }) {
  return templateParts(template).map((part, index) =>
    part.kind === "literal" ? (
      part.text
    ) : (
      // Parts have no identity but their place.
      <span key={index} className={variableLook}>
        {named && part.name !== "*" ? `<${part.name}>` : "<*>"}
      </span>
    ),
  );
}
