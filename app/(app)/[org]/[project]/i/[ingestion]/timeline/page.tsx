import type { Metadata } from "next";
import { TimelineScreen } from "./_parts/timeline-screen.tsx";

export const metadata: Metadata = { title: "Timeline" };

export default function TimelinePage() {
  return <TimelineScreen />;
}
