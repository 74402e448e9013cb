import { createReader, type Reader } from "./events/reader.ts";
import type { LogEvent, ReadEvent } from "./events/event.ts";
import type { SourceProfile, SourceQuality } from "./formats/profile.ts";
import { createTally, type TallyDigest } from "./groups/tally.ts";
import { mergeGroups, type Aliases } from "./groups/merge.ts";
import type { GroupDigest } from "./groups/digest.ts";
import type { Decisions } from "./groups/rules/decide.ts";
import type { GroupRule } from "./groups/rules/group-rule.ts";
import { createKeeper } from "./groups/rules/keeper.ts";
import { RULES } from "./rules/catalog.ts";
import { createDetector, findingsOf, type Coverage, type DetectorDigest } from "./rules/detector.ts";
import { compileRule, type RuleDocument } from "./rules/document.ts";
import type { Finding } from "./rules/finding.ts";
import type { Rule } from "./rules/rule.ts";
import { hiddenBy, type Suppression } from "./rules/suppression.ts";
import { createLinker, type LinksDigest } from "./story/links.ts";
import { tell } from "./story/tell.ts";
import type { ProjectHistory, Story } from "./story/story.ts";
import { templateOf } from "./template/template.ts";
import { ENGINE_VERSION, MAX_TEMPLATES, OVERFLOW_FINGERPRINT } from "./vocabulary.ts";

/**
 * Everything that findings and story need to know of an ingestion, in plain JSON: exact totals, a few examples per
 * template, what the rules saw. It is stored, so that history, merges and rules can be applied again without the log.
 */
export interface Digest {
  engineVersion: number;
  sources: { name: string; profile: SourceProfile; quality: SourceQuality }[];
  tally: TallyDigest;
  detected: DetectorDigest;
  /** The project's own rules that it was read with. */
  rules: RuleDocument[];
  links: LinksDigest;
  /** Events counted in the overflow group because MAX_TEMPLATES was reached. */
  overflow: number;
}

/** What an ingestion says once all of it was read. */
export interface Analysis {
  /** After merges, by count. */
  groups: GroupDigest[];
  /** Merges this ingestion adds to the project's. */
  aliases: Aliases;
  /** All of them, hidden ones too. */
  findings: Finding[];
  /** By id of a hidden finding, the suppression that hides it. */
  hidden: Readonly<Record<string, string>>;
  coverage: Coverage;
  story: Story;
}

/** Reads the sources of one ingestion, one after the other. Synchronous; memory does not grow with the input. */
export interface Session {
  startSource(name: string, profile: SourceProfile): void;
  push(bytes: Uint8Array): LogEvent[];
  endSource(): LogEvent[];
  digest(): Digest;
}

/** What a project wishes while its lines are read. */
export interface SessionRules {
  /** Of its groups; those that keep a value as a constant act here, where the line is. */
  groupRules?: readonly GroupRule[];
  /** Its own rules for failures, which look besides the built-in ones and are kept in the digest. */
  rules?: readonly Rule[];
}

export function createSession({ groupRules = [], rules = [] }: SessionRules = {}): Session {
  const sources: { name: string; profile: SourceProfile; reader: Reader }[] = [];
  const templates = new Set<string>();
  const tally = createTally();
  const detector = createDetector(rules.length === 0 ? RULES : [...rules, ...RULES]);
  const linker = createLinker();
  const keeper = createKeeper(groupRules);
  let seq = 0;
  let overflow = 0;

  const number = (read: ReadEvent[]): LogEvent[] =>
    read.map((event) => {
      const masked = templateOf(event);
      const { exception } = masked;
      const { template, fingerprint } =
        keeper === null || exception !== undefined ? masked : keeper.keep(masked, event.message);
      const kept = templates.has(fingerprint) || templates.size < MAX_TEMPLATES;
      if (kept) templates.add(fingerprint);
      else overflow += 1;
      const numbered: LogEvent = {
        ...event,
        seq: ++seq,
        sourceIndex: sources.length - 1,
        source: sources.at(-1)?.name ?? "",
        template: kept ? template : "(more templates than one ingestion keeps)",
        fingerprint: kept ? fingerprint : OVERFLOW_FINGERPRINT,
      };
      tally.add(numbered, exception);
      detector.add(numbered);
      linker.add(numbered);
      return numbered;
    });

  return {
    startSource(name, profile) {
      sources.push({ name, profile, reader: createReader(profile) });
    },
    push: (bytes) => number(current(sources).push(bytes)),
    endSource: () => number(current(sources).end()),
    digest: () => ({
      engineVersion: ENGINE_VERSION,
      sources: sources.map(({ name, profile, reader }) => ({ name, profile, quality: reader.quality() })),
      tally: tally.digest(),
      detected: detector.digest(),
      rules: rules.map(({ own }) => own).filter((own) => own !== null),
      links: linker.digest(),
      overflow,
    }),
  };
}

/** What is known besides the log; all of it may be absent. */
export interface Known {
  aliases?: Aliases;
  /** Null: there is none to compare with. */
  history?: ProjectHistory | null;
  /** By how many milliseconds a source's clock is ahead, where a person has said so; it outranks the estimate. */
  clocks?: Readonly<Record<string, number>>;
  /** What the project's rules make of its groups. */
  decided?: Decisions;
  /** What the project does not want to be told of. Hidden findings are found, and lend others confidence, but the story is told without them. */
  suppressions?: readonly Suppression[];
}

/** Merges, detects and tells. Pure: same arguments, same analysis. */
export function conclude(digest: Digest, known: Known = {}): Analysis {
  const { aliases = {}, history = null, clocks = {}, decided = {}, suppressions = [] } = known;
  const { groups, added } = mergeGroups(digest.tally.groups, aliases, decided);
  const own = digest.rules.flatMap((document) => compileRule(document).rule ?? []);
  const { findings, coverage } = findingsOf(digest.detected, digest.tally, groups, [...own, ...RULES]);
  const hidden = hiddenBy(findings, suppressions);
  const isHidden = ({ id }: Finding) => hidden[id] !== undefined;
  const story = tell({
    sources: digest.sources.map((source) => source.name),
    tally: digest.tally,
    groups,
    findings: findings.filter((finding) => !isHidden(finding)),
    hidden: findings.filter(isHidden),
    links: digest.links,
    history,
    clocks,
  });
  return { groups, aliases: added, findings, hidden, coverage, story };
}

function current(sources: { reader: Reader }[]): Reader {
  const source = sources.at(-1);
  if (source === undefined) throw new Error("startSource comes first");
  return source.reader;
}
