"use server";

import { CredentialsSignin } from "next-auth";
import { cookies, headers } from "next/headers";
import { redirect } from "next/navigation";
import { z } from "zod";
import { AppError } from "#lib/errors.ts";
import { addressOf, countUse } from "#lib/rate-limit.ts";
import { changeOwnPassword, createAccount, Email, Password, requestReset, resetByToken, SignUp } from "./accounts.ts";
import { currentIdentity } from "./current.ts";
import { getMe } from "./memberships.ts";
import { endSession, startSession } from "./nextauth.ts";
import { identityOfCookies } from "./session.ts";

/** What a form shows after its action; an action that succeeds with a new page redirects instead. */
export interface FormState {
  error?: string;
  issues?: { path: string; message: string }[];
  /** It worked and the form stays: say so. */
  done?: boolean;
}

const SignInForm = z.object({
  email: Email,
  password: z.string().min(1, "Write your password.").max(200),
  next: z.string().optional(),
});
const ResetForm = z.object({ token: z.string().max(100), password: Password });
const ChangeForm = z.object({
  current: z.string().min(1, "Write your current password.").max(200),
  password: Password,
});

/** Fields `name`, `email`, `password`, and optionally `organization`, `invitation` (a token), `next` (a path). */
export async function signUp(_state: FormState, form: FormData): Promise<FormState> {
  return submit(SignUp.extend({ next: z.string().optional() }), form, async ({ next, ...input }) => {
    await countUse("sign-up", addressOf(await headers()));
    await createAccount(input);
    await enter(input.email, input.password);
    redirect(safePath(next) ?? (await home()));
  });
}

/** Fields `email`, `password`, and optionally `next` (a path to go to). */
export async function signIn(_state: FormState, form: FormData): Promise<FormState> {
  return submit(SignInForm, form, async ({ email, password, next }) => {
    await enter(email, password);
    redirect(safePath(next) ?? (await home()));
  });
}

export async function signOut(): Promise<void> {
  await endSession({ redirect: false });
  redirect("/");
}

/** Field `email`. Answers the same for every address. */
export async function requestPasswordReset(_state: FormState, form: FormData): Promise<FormState> {
  return submit(z.object({ email: Email }), form, async ({ email }) => {
    await countUse("sign-in from address", addressOf(await headers()));
    await requestReset(email);
    return { done: true };
  });
}

/** Fields `token`, `password`. Signs in. */
export async function resetPassword(_state: FormState, form: FormData): Promise<FormState> {
  return submit(ResetForm, form, async ({ token, password }) => {
    await countUse("sign-in from address", addressOf(await headers()));
    await enter(await resetByToken(token, password), password);
    redirect(await home());
  });
}

/** Fields `current`, `password`. Ends every other session of this person. */
export async function changePassword(_state: FormState, form: FormData): Promise<FormState> {
  return submit(ChangeForm, form, async ({ current, password }) => {
    const identity = await currentIdentity();
    if (identity === null) redirect("/sign-in");
    await changeOwnPassword(identity, current, password);
    await enter(identity.email, password);
    return { done: true };
  });
}

async function submit<T extends z.ZodType>(
  schema: T,
  form: FormData,
  work: (input: z.output<T>) => Promise<FormState>,
): Promise<FormState> {
  const filled = [...form].filter(([, value]) => typeof value === "string" && value !== "");
  const parsed = schema.safeParse(Object.fromEntries(filled));
  if (!parsed.success) {
    return { issues: parsed.error.issues.map(({ path, message }) => ({ path: path.join("."), message })) };
  }
  try {
    return await work(parsed.data);
  } catch (error) {
    if (error instanceof AppError && error.code !== "internal") return { error: error.message };
    throw error;
  }
}

async function enter(email: string, password: string): Promise<void> {
  try {
    await startSession("credentials", { email, password, redirect: false });
  } catch (error) {
    if (!(error instanceof CredentialsSignin)) throw error;
    if (error.code === "rate_limited") throw new AppError("rate_limited", error.message);
    throw new AppError("unauthenticated", "The e-mail address or the password is not right.");
  }
}

/** Only a path of our own: `//evil.example` and `/\evil.example` are other sites to a browser. */
function safePath(next: string | undefined): string | null {
  return next !== undefined && /^\/(?![/\\])[^\s\\]*$/.test(next) ? next : null;
}

/** The first project of whoever has just signed in; the jar already holds the new cookie. */
async function home(): Promise<string> {
  const identity = await identityOfCookies((await cookies()).toString());
  const [organization] = identity === null ? [] : (await getMe(identity)).organizations;
  const [project] = organization?.projects ?? [];
  return `/${[organization?.slug, project?.slug].filter((slug) => slug !== undefined).join("/")}`;
}
