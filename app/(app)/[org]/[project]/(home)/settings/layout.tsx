import type { ReactNode } from "react";
import { SettingsTabs } from "./settings-tabs.tsx";

export default function ProjectSettingsLayout({ children }: { children: ReactNode }) {
  return (
    <>
      <SettingsTabs />
      {children}
    </>
  );
}
