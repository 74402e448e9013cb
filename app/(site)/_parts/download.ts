import type { Answer } from "#engine";
import type { Result } from "../_analysis/protocol.ts";
import { QUESTIONS } from "./answers.tsx";

/** Saves the answers and findings as a Markdown file. */
export function download(result: Result): void {
  const address = URL.createObjectURL(new Blob([markdownOf(result)], { type: "text/markdown" }));
  const link = document.createElement("a");
  link.href = address;
  link.download = "incident.md";
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

/** Prose already is Markdown that quotes log text as code; numbers in brackets are event numbers, explained at the end. */
export function markdownOf({ story, findings, sources, events, partial }: Result): string {
  const answers = QUESTIONS.map(({ key, question }) => `## ${question}\n\n${answerText(story[key])}`);
  const rows = findings.map(
    ({ severity, title, count, confidence, evidence }) =>
      `| ${severity} | ${title.replaceAll("|", "\\|")} | ${count} | ${confidence.toFixed(2)} | ${evidence.map((seq) => `[${seq}]`).join(" ")} |`,
  );
  const files = sources.map(({ name, quality }) => `- \`${name.replaceAll("`", "")}\`: ${quality.events} events`);
  return [
    "# Incident",
    partial ? "The analysis was stopped before the end of the log." : "",
    ...answers,
    "## Findings",
    rows.length === 0
      ? "None."
      : ["| Severity | Finding | Events | Confidence | Evidence |", "|---|---|---:|---:|---|", ...rows].join("\n"),
    "## Sources",
    files.join("\n"),
    `${events} events in all. Numbers in brackets count events from 1 over all sources in this order.`,
  ]
    .filter((part) => part !== "")
    .join("\n\n")
    .concat("\n");
}

function answerText({ verdict, text, unknown }: Answer): string {
  return [verdict === "" ? text : `**${verdict}** ${text}`, unknown ?? ""].filter((part) => part !== "").join("\n\n");
}
