import { Section } from "#components/ui/section.tsx";

/** Whether a model can be asked here, and what it would get. Set by whoever runs the server. */
export function AiProvider({ provider }: { provider: { name: string; model: string } | null }) {
  return (
    <Section title="AI provider and data policy">
      <dl className="grid gap-x-5 gap-y-1.5 md:grid-cols-[148px_minmax(0,1fr)]">
        <dt className="text-fg-2">Model</dt>
        <dd>
          {provider === null ? (
            <>
              None. Explanations come from the built-in explainer. Whoever runs the server can add one with{" "}
              <code>GROQ_API_KEY</code>, or <code>AI_BASE_URL</code> and <code>AI_MODEL</code> for Ollama, vLLM and the
              like.
            </>
          ) : (
            <>
              <b>{provider.name}</b>, <code>{provider.model}</code>
            </>
          )}
        </dd>
        <dt className="text-fg-2">When it is asked</dt>
        <dd>Only when a member presses the button on a group or a finding. Never by itself.</dd>
        <dt className="text-fg-2">What it gets</dt>
        <dd>
          The lines of evidence of that one group or finding. Secrets, tokens and e-mail addresses are replaced before
          anything leaves.
        </dd>
        <dt className="text-fg-2">What it may claim</dt>
        <dd>
          Only what its cited lines say: each citation and quote is checked in code. What fails is struck and says why.
        </dd>
      </dl>
    </Section>
  );
}
