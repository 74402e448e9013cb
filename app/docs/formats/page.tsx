import type { Metadata } from "next";
import { FORMATS } from "#engine";
import { MAX_EXPANDED_BYTES, MAX_SOURCES } from "#contracts/ingestion.ts";
import { Prose, Reading } from "#components/ui/prose.tsx";
import { formatCount } from "#lib/client/number.ts";

export const metadata: Metadata = { title: "What it reads" };

export default function FormatsPage() {
  const families = [...new Set(FORMATS.map(({ family }) => family))];
  return (
    <>
      <h1 className="text-20 tracking-[-0.014em]">What it reads</h1>
      <Reading className="mt-1 mb-5 text-fg-2">
        <p>
          Any text. Each file is looked at first, then read in the formats found in it, several in one file included.
          Lines that no format describes are read by the shape of their header, and what has no header is kept as plain
          text: nothing is dropped. Continuation lines such as stack traces stay with their event.
        </p>
        <p>
          Files may be packed as .gz, .zip, .zst or .tar.gz, up to {Math.floor(MAX_EXPANDED_BYTES / 1e9)} GB of text and{" "}
          {formatCount(MAX_SOURCES)} files at a time; encodings are UTF-8, UTF-16 and Latin-1.
        </p>
      </Reading>
      {families.map((family) => (
        <section key={family} aria-labelledby={family} className="border-t border-line py-4">
          <h2 id={family} className="mb-2">
            {family}
          </h2>
          <dl className="grid gap-x-5 gap-y-3 md:grid-cols-[220px_minmax(0,1fr)]">
            {FORMATS.filter((format) => format.family === family).map(({ id, title, description, example }) => (
              <div key={id} className="contents">
                <dt className="font-medium">
                  {title} <code className="block text-12 font-normal text-fg-3">{id}</code>
                </dt>
                <dd className="min-w-0">
                  <p className="text-fg-2">
                    <Prose text={description} />
                  </p>
                  <pre
                    tabIndex={0}
                    className="mt-1 overflow-x-auto rounded-2 border border-line bg-sunken px-2 py-1 text-12 leading-[18px]"
                  >
                    {example}
                  </pre>
                </dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </>
  );
}
