"use client";

import { useMe } from "#components/shell/session.tsx";
import { Link } from "#components/ui/link.tsx";

export function WhoAmI() {
  const { user, organizations } = useMe();
  return (
    <dl className="grid gap-x-5 gap-y-1.5 md:grid-cols-[148px_minmax(0,1fr)]">
      <dt className="text-fg-2">Name</dt>
      <dd>{user.name}</dd>
      <dt className="text-fg-2">E-mail address</dt>
      <dd>{user.email}</dd>
      <dt className="text-fg-2">Organizations</dt>
      <dd>
        <ul>
          {organizations.map(({ id, name, slug, role }) => (
            <li key={id}>
              <Link href={`/${slug}`}>{name}</Link> <span className="text-fg-3">{role}</span>
            </li>
          ))}
        </ul>
      </dd>
    </dl>
  );
}
