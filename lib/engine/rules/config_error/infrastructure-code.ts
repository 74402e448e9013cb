import { defineRule } from "../rule.ts";

export const infrastructureCode = defineRule({
  id: "config_error.infrastructure_code",
  title: "Infrastructure code is wrong or incomplete",
  headline: "{file} is wrong or incomplete",
  severity: "high",
  why: "The tool stopped before it changed anything, or half way: what runs now and what is written down differ.",
  match: {
    any: [
      /\bError: (?:Reference to undeclared|Unsupported (?:argument|block type|attribute)|Missing required (?:argument|provider)|Invalid (?:reference|value for|function argument|index|count argument|for_each argument|provider configuration|expression|template|multi-line|character)|No value for required variable|Duplicate (?:resource|variable|provider)|Incorrect attribute value type|Inconsistent dependency lock file|Backend (?:initialization|configuration) |Module not installed|Unresolvable (?:provider|module)|Argument or block definition required|Failed to (?:query available|install|load) (?:provider|plugin|module))/i,
      /\bon (?<file>[\w./-]{1,120}\.tf) line \d+, in (?:resource|variable|module|provider|data|locals|output)\b/i,
      /\bTemplate format error\b|\bTemplateValidationException\b|\bTemplate error: |\bUnresolved resource dependencies\b|\bParameters: \[[\w, ]{1,120}\] must have values\b|\bEncountered unsupported property\b/i,
      /\bError: (?:template: |YAML parse error on|failed parsing|values don't meet the specifications of the schema|chart requires|INSTALLATION FAILED: .{0,60}(?:parse|template|nil pointer evaluating))|\bnil pointer evaluating interface\b|\bparse error at \((?<file>[\w./-]{1,120}):\d+\)/i,
      /\bERROR! (?:Syntax Error|the role '|the field|conflicting action|couldn't resolve module|We were unable to read|no action detected|Unexpected Exception.{0,40}pars|The task includes an option with an undefined variable)/i,
      /\bThe task includes an option with an undefined variable\b|\bis undefined\b.{0,60}\b(?:playbook|task|role|template)|\bfatal: \[[\w.-]{1,80}\]: FAILED! => .{0,120}undefined/i,
    ],
  },
  fires: [
    'Error: Unsupported argument\n\n  on network.tf line 14, in resource "aws_subnet" "a":\n  14:   cidr = var.cidr',
    "An error occurred (ValidationError) when calling the CreateChangeSet operation: Template format error: Unresolved resource dependencies [Vpc] in the Resources block",
    "Error: YAML parse error on shop/templates/deployment.yaml: error converting YAML to JSON",
  ],
  silent: ["Success! The configuration is valid.", "Plan: 1 to add, 0 to change, 0 to destroy."],
  advice: {
    debugging: [
      "`terraform validate`, `helm template --debug`, `cfn-lint` or `ansible-playbook --syntax-check` name file and line without touching anything.",
      "Did the code change, or the tool or provider version? `terraform version` against the lock file.",
    ],
    quickFixes: ["Correct the named line, or go back to the last revision that applied; then plan before applying."],
    durableFixes: ["Validate and plan on every proposed change, and pin provider, module and chart versions."],
    links: [{ title: "Terraform: validate", url: "https://developer.hashicorp.com/terraform/cli/commands/validate" }],
  },
});
