/** Every error that a caller may be told about, with its HTTP status and whether a job may try again. */
export const ERROR_CODES = {
  invalid: { status: 400, retry: false },
  unauthenticated: { status: 401, retry: false },
  forbidden: { status: 403, retry: false },
  not_found: { status: 404, retry: false },
  conflict: { status: 409, retry: false },
  too_large: { status: 413, retry: false },
  unsupported: { status: 415, retry: false },
  unprocessable: { status: 422, retry: false },
  rate_limited: { status: 429, retry: false },
  cancelled: { status: 499, retry: false },
  internal: { status: 500, retry: true },
  upstream: { status: 502, retry: true },
  unavailable: { status: 503, retry: true },
  storage_full: { status: 507, retry: false },
} as const;
export type ErrorCode = keyof typeof ERROR_CODES;

/** `message` is for a person: what is wrong and what to do. It never carries secrets or another tenant's data. */
export class AppError extends Error {
  readonly code: ErrorCode;

  constructor(code: ErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "AppError";
    this.code = code;
  }
}
