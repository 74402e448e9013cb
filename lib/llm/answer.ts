import { z } from "zod";

const ModelClaim = z.strictObject({
  text: z.string().describe("One or two sentences. Plain text; backticks only around text copied from a cited line."),
  citations: z.array(z.number().int()).describe("seq numbers of the lines that prove it"),
});
const claims = (about: string) => z.array(ModelClaim).describe(about);

/** The shape a model must answer in. Every field required and nothing besides, as strict structured output demands. */
export const ModelAnswer = z.strictObject({
  meaning: claims("What these lines mean"),
  flagged: claims("Why they were flagged"),
  impact: claims("Severity and impact, as far as the lines tell"),
  debugging: claims("Next steps to find the cause"),
  quickFixes: claims("What helps now"),
  durableFixes: claims("What keeps it from coming back"),
});
export type ModelAnswer = z.infer<typeof ModelAnswer>;
export type AnswerSection = keyof ModelAnswer;
export const ANSWER_SECTIONS = Object.keys(ModelAnswer.shape).filter((name) => isSection(name));

const MAX_CLAIMS = 12;
const MAX_CLAIM_CHARS = 1500;

/** JSON Schema of the answer, without the keywords that strict servers refuse. */
export function answerJsonSchema(): Record<string, unknown> {
  const { $schema: _, ...schema } = z.toJSONSchema(ModelAnswer, {
    override: ({ jsonSchema }) => {
      delete jsonSchema.minimum;
      delete jsonSchema.maximum;
    },
  });
  return schema;
}

/** The answer in its shape, or what is wrong with it in words that a model can act on. */
export function parseAnswer(text: string): { answer: ModelAnswer } | { problem: string } {
  const result = ModelAnswer.safeParse(parseJson(text));
  if (!result.success) return { problem: z.prettifyError(result.error) };
  const problem = sizeProblem(result.data);
  return problem === null ? { answer: result.data } : { problem };
}

function sizeProblem(answer: ModelAnswer): string | null {
  const sections = ANSWER_SECTIONS.map((section) => answer[section]);
  if (sections.every((section) => section.every((claim) => claim.text.trim() === ""))) return "Every section is empty.";
  if (sections.some((section) => section.length > MAX_CLAIMS)) return `At most ${MAX_CLAIMS} claims in a section.`;
  const long = sections.some((section) => section.some((claim) => claim.text.length > MAX_CLAIM_CHARS));
  return long ? `At most ${MAX_CLAIM_CHARS} characters in a claim.` : null;
}

/** Some servers wrap JSON in a Markdown fence although asked not to. */
function parseJson(text: string): unknown {
  const fenced = /^\s*```(?:json)?\n([\s\S]*?)\n?```\s*$/.exec(text);
  try {
    return JSON.parse(fenced?.[1] ?? text);
  } catch {
    return "not JSON";
  }
}

function isSection(name: string): name is AnswerSection {
  return name in ModelAnswer.shape;
}
