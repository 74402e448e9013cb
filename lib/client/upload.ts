import type { Answer, CallInput, EndpointShape } from "#contracts/endpoint.ts";
import { addressOf, answerOf, refusalFrom } from "./call.ts";

/**
 * Sends a body that an endpoint reads as a stream, and tells how far it is (0–1). XMLHttpRequest, because fetch does not
 * report upload progress. Throws ClientError; after an abort a DOMException named AbortError.
 */
export function upload<E extends EndpointShape>(
  endpoint: E,
  input: CallInput<E>,
  body: Blob | FormData | string,
  { onProgress, signal }: { onProgress?: (share: number) => void; signal?: AbortSignal } = {},
): Promise<Answer<E>> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open(endpoint.method, addressOf(endpoint, input));
    if (typeof body === "string") request.setRequestHeader("content-type", "text/plain; charset=utf-8");
    request.upload.addEventListener("progress", ({ loaded, total }) => {
      if (total > 0) onProgress?.(loaded / total);
    });
    request.addEventListener("load", () => {
      if (request.status >= 200 && request.status < 300) resolve(answerOf<E>(JSON.parse(request.responseText)));
      else reject(refusalFrom(request.status, request.responseText));
    });
    request.addEventListener("error", () => reject(refusalFrom(0, "")));
    request.addEventListener("abort", () => reject(new DOMException("The upload was cancelled.", "AbortError")));
    signal?.addEventListener("abort", () => request.abort(), { once: true });
    request.send(body);
  });
}
