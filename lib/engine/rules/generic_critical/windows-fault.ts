import { defineRule } from "../rule.ts";

export const windowsFault = defineRule({
  id: "generic_critical.windows_fault",
  title: "A Windows program or the system crashed",
  headline: "{process} crashed",
  severity: "critical",
  why: "Windows ended the process, or itself, on a fault; what it held in memory is lost.",
  match: {
    any: [
      /\bFaulting application name: (?<process>[\w.-]{1,80})/i,
      /\bApplication: (?<process>[\w.-]{1,80}) .{0,80}\bThe process was terminated due to an unhandled exception\b/i,
      /\bThe process was terminated due to an unhandled exception\b|\bException code: 0xc0000\w{3}\b|\b0xc0000(?:374|409|005|0fd|602)\b/i,
      /\bThe computer has rebooted from a bugcheck\b|\bThe system has rebooted without cleanly shutting down\b|\bThe previous system shutdown .{0,40}was unexpected\b/i,
      /\bThe (?<process>[\w .()-]{2,80}) service terminated (?:unexpectedly|with the following (?:service-specific )?error)/i,
      /\bFault bucket\b.{0,40}, type \d|\bEvent Name: (?:APPCRASH|CLR20r3|BEX64?|BlueScreen)\b|\bserving application pool '(?<process>[^']{1,80})' (?:suffered a fatal communication error|terminated unexpectedly)/i,
      /\bApplication pool '(?<process>[^']{1,80})' is being automatically disabled\b/i,
    ],
  },
  fires: [
    "Faulting application name: ShopWorker.exe, version: 2.1.0.0, time stamp: 0x5f3a11c2",
    "The Print Spooler service terminated unexpectedly. It has done this 2 time(s).",
    "Application: Shop.exe Framework Version: v4.0.30319 Description: The process was terminated due to an unhandled exception.",
  ],
  silent: ["The Windows Update service entered the running state."],
  advice: {
    debugging: [
      "Event Viewer, Application log: the `.NET Runtime` event 1026 just before carries the managed stack; the faulting module tells library from own code.",
      "`%LOCALAPPDATA%\\CrashDumps` or WER's `LocalDumps` for the dump; 0xc0000374 is heap corruption, 0xc00000fd a stack overflow.",
    ],
    quickFixes: [
      "Restart the service or application pool; remove the add-in or update that brought the faulting module.",
    ],
    durableFixes: ["Turn on local dumps for this executable, and set recovery actions of the service."],
    links: [
      {
        title: "Windows: collecting user-mode dumps",
        url: "https://learn.microsoft.com/en-us/windows/win32/wer/collecting-user-mode-dumps",
      },
    ],
  },
});
