import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { Button } from "#components/ui/button.tsx";
import { signUp } from "#lib/auth/actions.ts";
import { currentIdentity } from "#lib/auth/current.ts";
import { acceptInvitation, getInvitation } from "#lib/auth/memberships.ts";
import { AppError } from "#lib/errors.ts";
import { ActionForm } from "#components/forms/action-form.tsx";
import { AuthPage } from "../../_parts/auth-page.tsx";

export const metadata: Metadata = { title: "Invitation" };

const CLOSED = {
  accepted: "It was used before. If that was you, sign in; otherwise ask for another link.",
  revoked: "It was taken back. Ask for another link.",
  expired: "It is too old. Ask for another link.",
} as const;

export default async function InvitationPage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params;
  const invitation = await found(token);
  if (invitation === null) {
    return <Closed reason="There is no invitation under this link. Check that it was copied whole." />;
  }
  if (invitation.status !== "open") return <Closed reason={CLOSED[invitation.status]} />;
  const identity = await currentIdentity();
  const { organization, invitedBy, role } = invitation;
  const lead = (
    <p>
      {invitedBy} invites you as {role === "admin" ? "an admin" : "a member"}.
    </p>
  );
  if (identity !== null) {
    return (
      <AuthPage title={`Join ${organization}`} lead={lead}>
        <form action={accept.bind(null, token)}>
          <Button type="submit" variant="primary" className="h-8 px-4">
            Join as {identity.name}
          </Button>
        </form>
        <p className="mt-3 text-12 text-fg-2">You are signed in as {identity.email}.</p>
      </AuthPage>
    );
  }
  return (
    <AuthPage title={`Join ${organization}`} lead={lead}>
      <ActionForm
        action={signUp}
        submit="Make the account and join"
        hidden={{ invitation: token }}
        fields={[
          { name: "name", label: "Your name", autoComplete: "name" },
          { name: "email", label: "E-mail address", type: "email", autoComplete: "email" },
          {
            name: "password",
            label: "Password",
            type: "password",
            autoComplete: "new-password",
            hint: "At least 8 characters.",
          },
        ]}
      />
      <p className="mt-4 text-12 text-fg-2">
        Have an account? <a href={`/sign-in?next=${encodeURIComponent(`/invite/${token}`)}`}>Sign in and join</a>
      </p>
    </AuthPage>
  );
}

function Closed({ reason }: { reason: string }) {
  return (
    <AuthPage title="This invitation is closed" lead={<p>{reason}</p>}>
      <Button asChild>
        <a href="/sign-in">Sign in</a>
      </Button>
    </AuthPage>
  );
}

async function accept(token: string): Promise<void> {
  "use server";
  const identity = await currentIdentity();
  if (identity === null) redirect(`/sign-in?next=${encodeURIComponent(`/invite/${token}`)}`);
  const { slug } = await acceptInvitation(identity, { token });
  redirect(`/${slug}`);
}

async function found(token: string) {
  try {
    return await getInvitation(null, { token });
  } catch (error) {
    if (error instanceof AppError && error.code === "not_found") return null;
    throw error;
  }
}
