/** A template with its variables marked: `timed out after <dur>`. */
export function TemplateText({ template }: { template: string }) {
  return template.split(/(<[a-z][\w-]{0,20}>)/).map((part, index) =>
    index % 2 === 1 ? (
      // Parts have no identity but their place.
      <span key={index} className="rounded-[2px] bg-var-soft px-0.5 text-var">
        {part}
      </span>
    ) : (
      part
    ),
  );
}
