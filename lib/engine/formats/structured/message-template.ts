import type { JsonObject } from "./json.ts";

/**
 * Renders a message template (messagetemplates.org): `Paid {Amount:0.00} for {@Order}`. Holes with a format take the rendering that `@r` carries for them;
 * `{{` and `}}` are braces; a hole without a value stays as it is.
 */
export function renderTemplate(template: string, values: JsonObject): string {
  const renderings = Array.isArray(values["@r"]) ? (values["@r"] as unknown[]) : [];
  let rendered = 0;
  let out = "";
  let at = 0;
  while (at < template.length) {
    const c = template.charAt(at);
    if ((c === "{" || c === "}") && template.charAt(at + 1) === c) {
      out += c;
      at += 2;
      continue;
    }
    const end = c === "{" ? template.indexOf("}", at) : -1;
    if (end < 0) {
      out += c;
      at += 1;
      continue;
    }
    const hole = template.slice(at + 1, end);
    const colon = hole.indexOf(":");
    const name = (colon < 0 ? hole : hole.slice(0, colon)).replace(/^[@$]/, "").replace(/,-?\d+$/, "");
    const own = colon >= 0 ? renderings[rendered++] : undefined;
    out +=
      typeof own === "string"
        ? own
        : Object.hasOwn(values, name)
          ? valueText(values[name])
          : template.slice(at, end + 1);
    at = end + 1;
  }
  return out;
}

function valueText(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}
