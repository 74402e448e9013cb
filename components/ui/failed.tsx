import { ClientError } from "#lib/client/call.ts";
import { Button } from "./button.tsx";
import { Empty } from "./empty.tsx";

/** Something in the address stands where an id belongs, and is none. */
const isNoId = ({ code, issues }: ClientError): boolean =>
  code === "invalid" && issues.length > 0 && issues.every(({ path }) => /^\w+Id$/.test(path));

/** Something could not be loaded: what, why, and another try. The request id is for whoever reads the server's log. */
export function Failed({
  error,
  what,
  onRetry,
  className,
}: {
  error: Error;
  /** `This ingestion`, `The events`: begins the sentence. */
  what: string;
  onRetry?: () => void;
  className?: string;
}) {
  const missing = error instanceof ClientError && (error.code === "not_found" || isNoId(error));
  const requestId = error instanceof ClientError ? error.requestId : null;
  return (
    <Empty
      className={className}
      title={missing ? `${what} was not found` : `${what} could not be loaded`}
      action={onRetry === undefined || missing ? undefined : <Button onClick={onRetry}>Try again</Button>}
    >
      <p role="alert">
        {missing ? "It was deleted, or the address is wrong, or it belongs to another organization." : error.message}
      </p>
      {requestId === null || missing ? null : <p className="mt-1 font-mono text-12 text-fg-3">Request {requestId}</p>}
    </Empty>
  );
}
