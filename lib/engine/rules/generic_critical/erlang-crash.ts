import { defineRule } from "../rule.ts";

export const erlangCrash = defineRule({
  id: "generic_critical.erlang_crash",
  title: "An Erlang or Elixir process crashed",
  headline: "{process} crashed",
  severity: "high",
  why: "The process lost its state; its supervisor starts it again, and gives up on the whole tree when that happens too often.",
  match: {
    any: [
      /\b(?:GenServer|gen_statem|gen_event|Task|State machine|Agent) (?<process>[\w.#<>:]{2,80}) terminating\b/i,
      /=(?:CRASH|SUPERVISOR) REPORT====|\bcrasher:\s|\bexception (?:error|exit): /,
      /\bGeneric server (?<process>[\w.#<>:]{2,80}) terminating\b|\bError in process (?<process><[\d.]{3,20}>)/i,
      /\bRanch listener \S{1,80} .{0,80}(?:terminated|crashed)|\bKernel pid terminated\b|\bCrash dump is being written to\b/i,
      /\*\* \((?<process>FunctionClauseError|MatchError|ArgumentError|KeyError|UndefinedFunctionError|RuntimeError|CaseClauseError|ArithmeticError|BadMapError|EXIT from #PID<[\d.]{3,20}>)\)/,
      /\bCRASH REPORT\b|\bSupervisor \S{1,80} had child (?<process>\S{1,80}) started with .{0,160}exit with reason\b|\bcrashed with reason: |\bwith \d+ neighbours (?:crashed|exited)\b/i,
    ],
  },
  fires: [
    "[error] GenServer Shop.Stock terminating",
    "** (FunctionClauseError) no function clause matching in Shop.Price.round/1",
    "[error] <0.7954.1> ** Generic server <0.7954.1> terminating",
  ],
  silent: ["[info] GenServer Shop.Stock started, restarts=0"],
  advice: {
    debugging: [
      "Read `Last message:` and `State:` of the report: they are the input and the state that it could not handle.",
      "Count restarts of the same name: one is a bad message, many a state that is bad from the start.",
    ],
    quickFixes: [
      "Drop or park the message that it dies of; go back if the clause that is missing came with a release.",
    ],
    durableFixes: ["Handle that shape explicitly, and keep what must survive out of the process's state."],
    links: [{ title: "Erlang: supervisor", url: "https://www.erlang.org/doc/apps/stdlib/supervisor.html" }],
  },
});
