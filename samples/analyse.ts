import { conclude, createSession, createSurvey, type Analysis, type Digest } from "#engine";

/** One log file in memory or in pieces. */
export interface LogFile {
  name: string;
  chunks(): Iterable<string>;
}

/** Reads files as one ingestion, in the order given. */
export function analyse(files: readonly LogFile[], receivedAt: string): { digest: Digest; analysis: Analysis } {
  const session = createSession();
  const encoder = new TextEncoder();
  for (const file of files) {
    const survey = createSurvey({ name: file.name, receivedAt });
    for (const chunk of file.chunks()) if (!survey.push(encoder.encode(chunk))) break;
    session.startSource(file.name, survey.finish());
    for (const chunk of file.chunks()) session.push(encoder.encode(chunk));
    session.endSource();
  }
  const digest = session.digest();
  return { digest, analysis: conclude(digest) };
}
