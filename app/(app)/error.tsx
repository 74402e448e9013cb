"use client";

import { Button } from "#components/ui/button.tsx";
import { Empty } from "#components/ui/empty.tsx";

export default function Failed({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return (
    <main id="main" className="flex-1 p-3 md:px-6">
      <Empty title="This page failed" action={<Button onClick={reset}>Try again</Button>}>
        Nothing was lost.{" "}
        {error.digest === undefined ? null : (
          <>
            If it fails again, the server’s log has more under <code>{error.digest}</code>.
          </>
        )}
      </Empty>
    </main>
  );
}
