export * from "./vocabulary.ts";
export type { AttributeValue, LogEvent, ReadEvent, TimeNote } from "./events/event.ts";
export { serviceOf, serviceOfSource } from "./events/service.ts";
export { createReader, createSurvey, type Reader, type Survey, type SurveyOptions } from "./events/reader.ts";
export type { SourceProfile, SourceQuality } from "./formats/profile.ts";
export { FORMATS, type FormatRow } from "./formats/registry.ts";
export type { Example, GroupDigest, LevelCounts, TimeAxis } from "./groups/digest.ts";
export { createTally, type Tally, type TallyDigest } from "./groups/tally.ts";
export { groupOf, mergeGroups, type Alias, type Aliases } from "./groups/merge.ts";
export {
  diffGroups,
  type ComparedGroup,
  type CompareOptions,
  type ComparedSide,
  type GroupComparison,
  type RateChange,
  type ValueShift,
} from "./groups/compare.ts";
export {
  MAX_CONSTANT_VALUES,
  MAX_PATTERN_CHARS,
  problemOf,
  type GroupRule,
  type TokenRule,
} from "./groups/rules/group-rule.ts";
export { decide, type AppliedRule, type Decision, type Decisions, type KnownTemplate } from "./groups/rules/decide.ts";
export { createKeeper, type Keeper } from "./groups/rules/keeper.ts";
export { isKept } from "./template/fingerprint.ts";
export { tokenPattern, type TokenPattern } from "./groups/rules/token-pattern.ts";
export { summariseValues, type VariableSummary } from "./groups/values.ts";
export { whyTogether, type Pairing } from "./groups/why.ts";
export { templateOf, templateOfText, type Templated } from "./template/template.ts";
export { maskedTokens, templateTokens, variablesOf, type TemplateToken, type Token } from "./template/tokens.ts";
export type { MaskName } from "./template/masks.ts";
export type { Coverage } from "./rules/detector.ts";
export { readCustomRule, type CustomRule, type SampleResult } from "./rules/custom.ts";
export { compileRule, type Problem, type RuleDocument } from "./rules/document.ts";
export { hiddenBy, type Suppression } from "./rules/suppression.ts";
export { createTrial, type Trial } from "./rules/trial.ts";
export { adviceOf, ruleOf, RULES } from "./rules/catalog.ts";
export type { Rule } from "./rules/rule.ts";
export type { ConfidencePart, Finding, RuleAdvice } from "./rules/finding.ts";
export type { Answer, Candidate, Onset, ProjectHistory, SeenBefore, Story, TimelineMark } from "./story/story.ts";
export type { Claim, Explanation } from "./explain/explanation.ts";
export { explainFinding, explainGroup, type ExplainContext } from "./explain/explain.ts";
export { cite, citationsOf, code, parseProse, type Span } from "./explain/prose.ts";
export {
  conclude,
  createSession,
  type Analysis,
  type Digest,
  type Known,
  type Session,
  type SessionRules,
} from "./session.ts";
