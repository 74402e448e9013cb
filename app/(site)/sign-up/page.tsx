import type { Metadata } from "next";
import { signUp } from "#lib/auth/actions.ts";
import { ActionForm } from "#components/forms/action-form.tsx";
import { AuthPage } from "../_parts/auth-page.tsx";

export const metadata: Metadata = { title: "Sign up" };

export default async function SignUpPage({ searchParams }: { searchParams: Promise<{ next?: string }> }) {
  const { next } = await searchParams;
  return (
    <AuthPage
      title="Make an account"
      lead={
        <p>
          You get an organization with a first project. Have one? <a href="/sign-in">Sign in</a>
        </p>
      }
    >
      <ActionForm
        action={signUp}
        submit="Make the account"
        hidden={{ next }}
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
          {
            name: "organization",
            label: "Organization",
            autoComplete: "organization",
            optional: true,
            hint: "Your team or company. Can be left empty and renamed later.",
          },
        ]}
      />
    </AuthPage>
  );
}
