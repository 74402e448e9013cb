import type { Metadata } from "next";
import { env } from "#lib/env.ts";
import { providerOf } from "#lib/llm/provider.ts";
import { AiProvider } from "./ai-provider.tsx";
import { Keys } from "./keys.tsx";
import { ProjectGeneral } from "./project-general.tsx";

export const metadata: Metadata = { title: "Project settings" };

export default function ProjectSettingsPage() {
  const provider = providerOf(env());
  return (
    <main id="main" className="flex-1 [&>section>*]:max-w-[940px]">
      <Keys />
      <AiProvider provider={provider === null ? null : { name: provider.name, model: provider.model }} />
      <ProjectGeneral />
    </main>
  );
}
