/** A pattern that finds the text anywhere; what LIKE would read as wildcards is taken as written. */
export const likePattern = (text: string): string => `%${text.replace(/[\\%_]/g, "\\$&")}%`;
