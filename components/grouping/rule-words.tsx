import { templateTokens } from "#engine";
import type { GroupRule, GroupRulePreview } from "#contracts/group-rule.ts";
import { Template, variableLook } from "#components/log/template.tsx";
import { formatCount } from "#lib/client/number.ts";

const mono = "font-mono text-log [overflow-wrap:anywhere]";

/** A rule as a sentence. Templates of merged and split groups are known from what the rule changed. */
export function RuleWords({ rule, preview }: { rule: GroupRule; preview: GroupRulePreview | null }) {
  if (rule.kind === "merge") {
    const into = preview?.changes[0]?.after[0]?.template;
    return (
      <>
        Merge {formatCount(new Set(rule.fingerprints).size)} groups
        {into === undefined ? null : (
          <>
            {" "}
            into <Shown template={into} />
          </>
        )}
      </>
    );
  }
  if (rule.kind === "split") {
    const own = preview?.changes[0]?.after.find(
      ({ fingerprint }) => fingerprint !== preview.changes[0]?.before[0]?.fingerprint,
    );
    return <>Split off {own === undefined ? "a template" : <Shown template={own.template} />}</>;
  }
  if (rule.kind === "regex") {
    return (
      <>
        What matches <code className={mono}>{rule.pattern}</code> is a variable
      </>
    );
  }
  const token = <TokenIn template={rule.template} position={rule.position} />;
  if (rule.kind === "constant") return <>Split by the value of {token}</>;
  return rule.kind === "ignore" ? <>Ignore {token}</> : <>Any word at {token}</>;
}

function Shown({ template }: { template: string }) {
  return (
    <span className={mono}>
      <Template template={template} />
    </span>
  );
}

/** The template with the token marked that the rule is about. */
function TokenIn({ template, position }: { template: string; position: number }) {
  const token = templateTokens(template)[position];
  if (token === undefined) return <Shown template={template} />;
  return (
    <span className={mono}>
      <Template template={template.slice(0, token.start)} />
      <mark className={`${variableLook} font-medium underline decoration-dotted underline-offset-2`}>{token.text}</mark>
      <Template template={template.slice(token.end)} />
    </span>
  );
}
