import type { Metadata } from "next";
import { signIn } from "#lib/auth/actions.ts";
import { ActionForm } from "#components/forms/action-form.tsx";
import { AuthPage } from "../_parts/auth-page.tsx";

export const metadata: Metadata = { title: "Sign in" };

export default async function SignInPage({ searchParams }: { searchParams: Promise<{ next?: string }> }) {
  const { next } = await searchParams;
  const signUp = `/sign-up${next === undefined ? "" : `?next=${encodeURIComponent(next)}`}`;
  return (
    <AuthPage
      title="Sign in"
      lead={
        <p>
          No account yet? <a href={signUp}>Make one</a>
        </p>
      }
    >
      <ActionForm
        action={signIn}
        submit="Sign in"
        hidden={{ next }}
        fields={[
          { name: "email", label: "E-mail address", type: "email", autoComplete: "username" },
          { name: "password", label: "Password", type: "password", autoComplete: "current-password" },
        ]}
      />
      <p className="mt-4 text-12 text-fg-2">
        Password lost? <a href="/forgot-password">Set a new one</a>
      </p>
    </AuthPage>
  );
}
