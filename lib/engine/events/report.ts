/** What a tool prints over many lines without a header on each: how it opens, and the lines that it is made of. */
export interface Report {
  opens: RegExp;
  goesOn: RegExp;
}

/** All patterns look at no more than the first characters of a line. */
const MAX_CHARS = 100;

const REPORTS: readonly Report[] = [
  // AddressSanitizer and its kin
  {
    opens: /^(?:={60,70}$|==\d{1,8}== ?(?:ERROR|WARNING): \w{3,12}Sanitizer)/,
    goesOn:
      /^(?:==\d{1,8}==|SUMMARY: |(?:READ|WRITE|ACCESS) of size|0x[0-9a-f]+ is located|(?:previously )?(?:freed|allocated) by thread|Thread T\d|Shadow (?:bytes|byte)|=>0x|(?:Direct|Indirect) leak of|WARNING: \w{3,12}Sanitizer|Address 0x|Addressable:|Partially |Hint: )/,
  },
  // the JVM's hs_err
  { opens: /^#$/, goesOn: /^#/ },
  // Android's tombstones
  {
    opens: /^\*{3}(?: \*{3}){5,}/,
    goesOn:
      /^(?:Build fingerprint|Revision|ABI|Timestamp|Process uptime|Cmdline|ZygotePid|pid|uid|signal|Abort message|Cause|tagged_addr_ctrl|backtrace|stack|memory (?:near|map)|code around|registers|LOG):? |^(?:backtrace|stack|registers|memory map).{0,30}:$/,
  },
  // varnishlog
  { opens: /^\*{1,4} +<< \w/, goesOn: /^-{1,8}(?: |$)/ },
];

/** The report that `text` opens, or null. */
export function opensReport(text: string): Report | null {
  const c = text.charCodeAt(0);
  if (c !== 61 && c !== 35 && c !== 42) return null;
  const head = text.slice(0, MAX_CHARS);
  return REPORTS.find(({ opens }) => opens.test(head)) ?? null;
}

export const goesOnReport = (report: Report, text: string): boolean => report.goesOn.test(text.slice(0, MAX_CHARS));
