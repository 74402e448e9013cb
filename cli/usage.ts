export const USAGE = `aiops: read logs, find what broke, prove it line by line. Works offline.

  aiops analyze [FILE…]        the four answers, findings and top groups; --json for all of it
  aiops events [FILE…]         one JSON object per event
  aiops findings [FILE…]       one JSON object per finding
  aiops diff BEFORE AFTER      what is different: groups new, gone, more or less often, values; --json
  aiops batch SAMPLES.jsonl    one document per line ({"id","raw"}), one result per line
  aiops upload FILE… --url URL --key KEY [--name NAME]
                               send to a server and print the link

Files may be plain, gzip, zstd, zip or tar.gz; without FILE, standard input is read.
--zone ZONE   read times without a zone in this one (for example +02:00)
--rules FILE  look for your own rules too (analyze, findings, batch): YAML as in the project's
              settings, several parted by ---; may be given more than once
--no-color    plain text on a terminal
Exit: 0 nothing found, 1 a finding of severity high or critical, 2 wrong use or unreadable input.
diff:  0 nothing is different, 1 something is, 2 as above.
`;

/** Wrong use or unreadable input: printed without a stack, exit 2. */
export class CliError extends Error {
  readonly showUsage: boolean;

  constructor(message: string, showUsage = false) {
    super(message);
    this.showUsage = showUsage;
  }
}
