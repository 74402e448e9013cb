import type { Metadata } from "next";
import { resetPassword } from "#lib/auth/actions.ts";
import { ActionForm } from "#components/forms/action-form.tsx";
import { AuthPage } from "../../_parts/auth-page.tsx";

export const metadata: Metadata = { title: "Choose a new password" };

export default async function ResetPasswordPage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params;
  return (
    <AuthPage
      title="Choose a new password"
      lead={
        <p>
          It ends every other session of this account. Link too old? <a href="/forgot-password">Make another</a>
        </p>
      }
    >
      <ActionForm
        action={resetPassword}
        submit="Set it and sign in"
        hidden={{ token }}
        fields={[
          {
            name: "password",
            label: "New password",
            type: "password",
            autoComplete: "new-password",
            hint: "At least 8 characters.",
          },
        ]}
      />
    </AuthPage>
  );
}
