import { clsx, type ClassValue } from "clsx";
import { extendTailwindMerge } from "tailwind-merge";

// Our type scale has numbers for names; without this the merge takes `text-12` for a colour and drops it.
const merge = extendTailwindMerge({
  extend: { theme: { text: ["11", "12", "13", "14", "15", "16", "20", "log"], radius: ["1", "2", "3"] } },
});

/** Joins class names; of two utilities for one property the later wins. */
export function cn(...classes: ClassValue[]): string {
  return merge(clsx(classes));
}
