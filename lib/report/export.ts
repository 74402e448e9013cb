import type { Report } from "#contracts/report.ts";
import { toHtml } from "./html.ts";
import { toMarkdown } from "./markdown.ts";

const FORMATS = {
  markdown: { extension: "md", type: "text/markdown; charset=utf-8", render: toMarkdown },
  html: { extension: "html", type: "text/html; charset=utf-8", render: toHtml },
  json: {
    extension: "json",
    type: "application/json",
    render: (report: Report) => `${JSON.stringify(report, null, 2)}\n`,
  },
} as const;
export type ReportFormat = keyof typeof FORMATS;

/** The report as a file to save; always a download, so that a browser never renders it under our own origin. */
export function reportFile(report: Report, format: ReportFormat): { extension: string; type: string; text: string } {
  const { extension, type, render } = FORMATS[format];
  return { extension, type, text: render(report) };
}
