import { SiteHeader } from "#components/shell/site-header.tsx";
import { Button } from "#components/ui/button.tsx";
import { Empty } from "#components/ui/empty.tsx";
import { PlainLinksProvider } from "#components/ui/link.tsx";

export default function NotFound() {
  return (
    <PlainLinksProvider value={true}>
      <SiteHeader />
      <main id="main" className="flex-1 p-3 md:px-6">
        <Empty
          title="There is nothing under this address"
          action={
            <Button asChild>
              <a href="/">Start page</a>
            </Button>
          }
        >
          Check the address, or start from the beginning.
        </Empty>
      </main>
    </PlainLinksProvider>
  );
}
