import type { Metadata } from "next";
import { CompareScreen } from "./_parts/compare-screen.tsx";

export const metadata: Metadata = { title: "Compare" };

export default function ComparePage() {
  return <CompareScreen />;
}
