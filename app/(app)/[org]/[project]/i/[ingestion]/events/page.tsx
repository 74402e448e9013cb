import type { Metadata } from "next";
import { EventsScreen } from "./_parts/events-screen.tsx";

export const metadata: Metadata = { title: "Events" };

export default function EventsPage() {
  return <EventsScreen />;
}
