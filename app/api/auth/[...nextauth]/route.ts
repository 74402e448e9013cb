import { handlers } from "#lib/auth/nextauth.ts";

export const { GET, POST } = handlers;
