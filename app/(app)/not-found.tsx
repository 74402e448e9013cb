import { Button } from "#components/ui/button.tsx";
import { Empty } from "#components/ui/empty.tsx";

export default function NotFound() {
  return (
    <main id="main" className="flex-1 p-3 md:px-6">
      <Empty
        title="There is nothing under this address"
        action={
          <Button asChild>
            <a href="/home">Your projects</a>
          </Button>
        }
      >
        It was deleted, or renamed, or it belongs to an organization that you are not a member of.
      </Empty>
    </main>
  );
}
