import type { Metadata } from "next";
import { Invitations } from "./invitations.tsx";
import { Members } from "./members.tsx";

export const metadata: Metadata = { title: "Members" };

export default function MembersPage() {
  return (
    <>
      <Invitations />
      <Members />
    </>
  );
}
