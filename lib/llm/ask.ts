import type { Explanation } from "#engine";
import { AppError } from "#lib/errors.ts";
import { parseAnswer, type ModelAnswer } from "./answer.ts";
import { checkAnswer } from "./citation-check.ts";
import { packEvidence, hashOfQuestion, type EvidencePack } from "./evidence-pack.ts";
import { messagesFor, PROMPT_VERSION, repairMessages } from "./prompt.ts";
import type { Provider } from "./provider.ts";

export interface Question {
  /** Equal for the same redacted evidence, provider, model and prompt. */
  cacheKey: string;
  /** Asks the model. Throws `upstream` when it cannot be reached or twice answers nonsense. */
  ask(): Promise<Explanation>;
}

/**
 * Prepares one question: redacts the evidence, and on `ask` sends it, checks the answer claim by claim against what was sent,
 * and puts the hidden values back for readers, who may see the raw lines anyway.
 */
export function questionOf(evidence: EvidencePack, provider: Provider): Question {
  const { pack, redactor } = packEvidence(evidence);
  return {
    cacheKey: hashOfQuestion(pack, provider.name, provider.model, PROMPT_VERSION),
    ask: async () => restored(checkAnswer(await askInShape(provider, pack), pack), (text) => redactor.restore(text)),
  };
}

async function askInShape(provider: Provider, pack: EvidencePack): Promise<ModelAnswer> {
  const messages = messagesFor(pack);
  const first = await provider.complete(messages);
  const parsed = parseAnswer(first);
  if ("answer" in parsed) return parsed.answer;
  const second = parseAnswer(await provider.complete(repairMessages(messages, first, parsed.problem)));
  if ("answer" in second) return second.answer;
  throw new AppError(
    "upstream",
    `${provider.name} (${provider.model}) answered twice in a shape that cannot be read, so nothing of it is shown. Try again, or choose another model.`,
    { cause: new Error(second.problem) },
  );
}

function restored(explanation: Explanation, restore: (text: string) => string): Explanation {
  const section = (claims: Explanation["meaning"]) =>
    claims.map((claim) => ({
      ...claim,
      text: restore(claim.text),
      reason: claim.reason === null ? null : restore(claim.reason),
    }));
  return {
    meaning: section(explanation.meaning),
    flagged: section(explanation.flagged),
    impact: section(explanation.impact),
    debugging: section(explanation.debugging),
    quickFixes: section(explanation.quickFixes),
    durableFixes: section(explanation.durableFixes),
    evidence: explanation.evidence,
  };
}
