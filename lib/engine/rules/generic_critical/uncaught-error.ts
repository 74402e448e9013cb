import { defineRule } from "../rule.ts";

export const uncaughtError = defineRule({
  id: "generic_critical.uncaught_error",
  title: "An error was caught by nobody",
  headline: "{type} was caught by nobody",
  severity: "high",
  why: "The error left the code that could handle it: the request, the thread or the whole process ended there.",
  match: {
    any: [
      /\buncaught ?(?:exception|error)\b(?: |:|,)(?!handler)(?:[: '"]{0,4}(?<type>[\w.$\\]{3,80}(?:Exception|Error)))?/i,
      /\bUncaught (?:\(in promise\) )?(?<type>[\w.$\\]{3,80}(?:Error|Exception))\b/,
      /\bunhandled (?:exception|error|promise rejection|rejection)\b(?:\.? ?:? ?(?<type>[\w.]{3,80}(?:Exception|Error)))?/i,
      /\bUnhandledPromiseRejection(?:Warning)?\b/i,
      /Exception in thread "[^"]{1,100}" (?<type>[\w.$]{3,100})/i,
      /\bPHP Fatal error: /i,
      /\bFatal error: Uncaught\b/i,
      /\bterminate called (?:after throwing|without an active exception)/i,
      /\bAn unhandled exception (?:of type|has occurred|was thrown)/i,
      /\bUnobserved task exception|\bcrashed with (?:an )?(?:exception|error)/i,
      /\bERROR: Unhandled\b|\bunhandledRejection\b/i,
      /\btriggerUncaughtException\b/i,
      /Application terminated (?:with error|unexpectedly)|\bHost terminated unexpectedly\b/i,
    ],
    not: [/exception ?handler|handler (?:registered|installed)/i],
  },
  fires: [
    "Uncaught TypeError: Cannot read properties of undefined (reading 'id')",
    "Unhandled exception. System.InvalidOperationException: Sequence contains no elements",
    'Exception in thread "worker-3" java.lang.NullPointerException',
    "(node:31) UnhandledPromiseRejectionWarning: Error: boom",
    "PHP Fatal error:  Uncaught Error: Call to undefined method App\\Cart::total()",
  ],
  silent: ["uncaughtException handler registered", "unhandled exceptions: 0"],
  advice: {
    debugging: [
      "The innermost cause (`Caused by:`, `[cause]:`) and the top frame of your own code name the place.",
      "Compare the first occurrence with the last deploy or change of configuration.",
    ],
    quickFixes: ["Roll back if it began with a release; else guard the call that throws."],
    durableFixes: ["Handle errors at the edge of requests and jobs, with the request's id in the line."],
    links: [
      {
        title: "Node.js: process event uncaughtException",
        url: "https://nodejs.org/api/process.html#event-uncaughtexception",
      },
    ],
  },
});
