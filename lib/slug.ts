/** First path segments that pages and files own; an organization must not hide behind one or hide one. */
const RESERVED = new Set(
  "about account admin api app assets auth billing blog contact dashboard demo docs favicon forgot-password help home invite invitation legal login logout new next null pricing privacy project projects public register reset-password robots samples search security settings sign-in sign-out sign-up sitemap static status support terms undefined user users www groups reports members general audit i events findings timeline overview".split(
    " ",
  ),
);
const MAX_CHARS = 40;

/** `"Ångström & Söhne GmbH"` → `angstrom-sohne-gmbh`; `fallback` when no letter is left or the word is taken by a page. */
export function slugOf(name: string, fallback: string): string {
  const slug = name
    .normalize("NFKD")
    .replace(/[\p{M}'’]/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, MAX_CHARS)
    .replace(/^-+|-+$/g, "");
  return slug === "" ? fallback : RESERVED.has(slug) ? `${slug}-${fallback}` : slug;
}

/** Tries `slug`, then `slug-2` …, then with a random ending, until `take` says that it got one. */
export async function firstFreeSlug<T>(
  slug: string,
  random: () => string,
  take: (slug: string) => Promise<T | null>,
): Promise<T> {
  const tries = [slug, ...[2, 3, 4, 5].map((number) => `${slug}-${number}`)];
  for (const attempt of tries) {
    const taken = await take(attempt);
    if (taken !== null) return taken;
  }
  return (await take(`${slug}-${random()}`)) ?? firstFreeSlug(slug, random, take);
}
