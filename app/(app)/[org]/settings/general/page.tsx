import type { Metadata } from "next";
import { General } from "./general.tsx";

export const metadata: Metadata = { title: "Organization" };

export default function GeneralPage() {
  return <General />;
}
