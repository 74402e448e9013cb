import { Code, CopyButton } from "#components/ui/code.tsx";

/** A secret that cannot be shown again: in full, ready to copy. */
export function ShownOnce({ label, secret, hint }: { label: string; secret: string; hint: string }) {
  return (
    <div className="mt-3 max-w-[640px]!" role="status">
      <Code wrap title={label} actions={<CopyButton text={secret} variant="primary" label="Copy" />}>
        {secret}
      </Code>
      <p className="mt-1 text-12 text-fg-2">{hint}</p>
    </div>
  );
}
