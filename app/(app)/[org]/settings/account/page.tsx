import type { Metadata } from "next";
import { ActionForm } from "#components/forms/action-form.tsx";
import { Section } from "#components/ui/section.tsx";
import { changePassword } from "#lib/auth/actions.ts";
import { WhoAmI } from "./who-am-i.tsx";

export const metadata: Metadata = { title: "Account" };

export default function AccountPage() {
  return (
    <>
      <Section title="You">
        <WhoAmI />
      </Section>
      <Section title="Change the password" note="ends every other session">
        <div className="max-w-[360px]!">
          <ActionForm
            action={changePassword}
            submit="Change it"
            focus={false}
            done={<p>The password is changed. Other devices are signed out.</p>}
            fields={[
              { name: "current", label: "Current password", type: "password", autoComplete: "current-password" },
              {
                name: "password",
                label: "New password",
                type: "password",
                autoComplete: "new-password",
                hint: "At least 8 characters.",
              },
            ]}
          />
        </div>
      </Section>
    </>
  );
}
