import type { Metadata } from "next";
import { requestPasswordReset } from "#lib/auth/actions.ts";
import { ActionForm } from "#components/forms/action-form.tsx";
import { AuthPage } from "../_parts/auth-page.tsx";

export const metadata: Metadata = { title: "Set a new password" };

export default function ForgotPasswordPage() {
  return (
    <AuthPage
      title="Set a new password"
      lead={
        <p>
          Say which account. Remembered it? <a href="/sign-in">Sign in</a>
        </p>
      }
    >
      <ActionForm
        action={requestPasswordReset}
        submit="Make a link"
        fields={[{ name: "email", label: "E-mail address", type: "email", autoComplete: "username" }]}
        done={
          <p className="text-14">
            If there is an account with this address, a link that is good for one hour now stands in the server’s log.
            This installation sends no mail: ask whoever runs it for the link.
          </p>
        }
      />
    </AuthPage>
  );
}
