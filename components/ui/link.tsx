"use client";

import NextLink from "next/link";
import { useSearchParams } from "next/navigation";
import { createContext, useContext, type ComponentProps } from "react";

/** Set on pages that must not send requests: links there are plain, without prefetch and without client navigation. */
const PlainLinks = createContext(false);
export const PlainLinksProvider = PlainLinks.Provider;

type LinkProps = Omit<ComponentProps<typeof NextLink>, "href"> & { href: string };

/** A link inside the product. It carries the time zone switch (`?tz=`) along, so that a choice survives navigation. */
export function Link({ href, prefetch, replace, scroll, ...props }: LinkProps) {
  const plain = useContext(PlainLinks);
  // oxlint-disable-next-line jsx-a11y/anchor-has-content -- the content is in the props
  if (plain || /^(?:[a-z]+:|#)/i.test(href)) return <a href={href} {...props} />;
  return <ZonedLink href={href} prefetch={prefetch} replace={replace} scroll={scroll} {...props} />;
}

function ZonedLink({ href, ...props }: LinkProps) {
  const tz = useSearchParams().get("tz");
  return <NextLink href={withZone(href, tz)} {...props} />;
}

export function withZone(href: string, tz: string | null): string {
  if (tz === null || /[?&]tz=/.test(href)) return href;
  const [path = "", hash] = href.split("#", 2);
  return `${path}${path.includes("?") ? "&" : "?"}tz=${tz}${hash === undefined ? "" : `#${hash}`}`;
}
