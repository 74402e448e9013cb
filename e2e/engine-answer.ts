import { conclude, createSession, createSurvey } from "#engine";

/** Everything the engine says of one document, in chunks of the given size. Bundled for the browser, imported in Node. */
export function engineAnswer(document: { name: string; bytes: Uint8Array }, receivedAt: string, chunkBytes: number) {
  const survey = createSurvey({ name: document.name, receivedAt });
  for (let at = 0; at < document.bytes.length; at += chunkBytes) {
    if (!survey.push(document.bytes.subarray(at, at + chunkBytes))) break;
  }
  const session = createSession();
  session.startSource(document.name, survey.finish());
  const events = [];
  for (let at = 0; at < document.bytes.length; at += chunkBytes) {
    events.push(...session.push(document.bytes.subarray(at, at + chunkBytes)));
  }
  events.push(...session.endSource());
  const digest = session.digest();
  return { events, digest, analysis: conclude(digest) };
}
