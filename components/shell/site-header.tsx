import { Button } from "#components/ui/button.tsx";
import { Brand } from "./brand.tsx";
import { ThemeButton } from "./theme-button.tsx";

/** The bar over public pages. Plain anchors: these pages send nothing by themselves. `home`: where a signed-in visitor works. */
export function SiteHeader({ home = null, signIn = true }: { home?: string | null; signIn?: boolean }) {
  return (
    <header
      data-chrome
      className="flex h-(--h-topbar) flex-none items-center gap-3 border-b border-line bg-canvas px-3 md:px-4"
    >
      <Brand href="/" />
      <div className="ml-auto flex flex-none items-center gap-2">
        <ThemeButton />
        <Button variant="ghost" asChild className="hidden md:inline-flex">
          <a href="/docs/formats">Documentation</a>
        </Button>
        <Button variant="ghost" asChild className="hidden md:inline-flex">
          <a href="/docs/api">API</a>
        </Button>
        {home !== null ? (
          <Button asChild>
            <a href={home}>Open your projects</a>
          </Button>
        ) : signIn ? (
          <Button asChild>
            <a href="/sign-in">Sign in</a>
          </Button>
        ) : null}
      </div>
    </header>
  );
}
