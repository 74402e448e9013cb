const words = (...rows: string[]): ReadonlySet<string> => new Set(rows.flatMap((row) => row.split(" ")));

/** After these a value follows. In lower case, as all words here. */
export const CUES = words(
  "user username login account for from by host hostname client domain device interface name named",
);

/** What has a name: the word behind it is one, where the sentence goes on with a word of `LINKS` or ends. */
export const NAMED = words(
  "queue topic table database schema column index bucket namespace pod container service process thread node label group role realm",
  "zone region cluster bridge branch plugin module extension volume image network keyspace collection repository project tenant pool",
  "agent computer server backend frontend proxy partition resource target channel policy rule profile filter key state",
);
export const LINKS = words("of in on at from to for with by as is was has had due because and via using into");

/** Words that tell what happened or how it went: lines that differ in one of them are different lines. */
export const TELLING_WORDS = words(
  "failed failure fail fails failing error errors fatal warning critical success successful successfully succeeded succeeds",
  "ok okay start starts started starting stop stops stopped stopping open opens opened opening close closes closed closing",
  "up down on off enable enabled enabling disable disabled disabling connect connected connecting disconnect disconnected",
  "disconnecting accept accepted reject rejected allow allowed deny denied refused granted forbidden unauthorized valid invalid",
  "missing found create created creating delete deleted deleting add added adding remove removed removing insert inserted",
  "update updated updating lost expired timeout timed retry retrying killed crashed aborted cancelled canceled dropped exceeded",
  "healthy unhealthy not no cannot can't couldn't unable never without is was are were has have had be been will would could",
  "should may the an and or of to in at with as into than then when while if but because",
);

/** Words of a line that goes on to say why. */
export const FAULTS = words(
  "failed failure fail fails error errors exception unable cannot can't couldn't not refused rejected rejecting denied lost aborted",
  "killed terminated unreachable disconnected unexpected invalid crashed",
);
