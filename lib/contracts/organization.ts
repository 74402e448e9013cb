import { z } from "./zod.ts";
import { endpoint, Id, Nothing, pageOf, PageQuery, Timestamp } from "./endpoint.ts";

export const Role = z.enum(["admin", "member"]);
export type Role = z.infer<typeof Role>;

/** Shown names; also what must be typed to delete the thing. */
export const Name = z.string().trim().min(1, "Give it a name.").max(80, "At most 80 characters.");
export const Slug = z.string().regex(/^[a-z0-9][a-z0-9-]{0,59}$/);
const Confirm = z.object({ confirm: z.string().max(80).describe("The name, typed, as proof that it is meant.") });

export const Project = z.object({
  id: Id,
  organizationId: Id,
  name: Name,
  slug: Slug,
  createdAt: Timestamp,
  ingestions: z.number(),
  events: z.number(),
});
export type Project = z.infer<typeof Project>;

export const Organization = z.object({ id: Id, name: Name, slug: Slug, role: Role, createdAt: Timestamp });
export type Organization = z.infer<typeof Organization>;

export const Me = z.object({
  user: z.object({ id: Id, name: z.string(), email: z.email() }),
  organizations: z.array(
    Organization.extend({ projects: z.array(Project.pick({ id: true, name: true, slug: true })) }),
  ),
});
export type Me = z.infer<typeof Me>;

export const Member = z.object({
  userId: Id,
  name: z.string(),
  email: z.email(),
  role: Role,
  joinedAt: Timestamp,
  you: z.boolean(),
});
export type Member = z.infer<typeof Member>;

export const Invitation = z.object({
  id: Id,
  email: z.email().nullable(),
  role: Role,
  invitedBy: z.string(),
  createdAt: Timestamp,
  expiresAt: Timestamp,
  status: z.enum(["open", "accepted", "revoked", "expired"]),
});
export type Invitation = z.infer<typeof Invitation>;

export const ApiKey = z.object({
  id: Id,
  name: z.string(),
  /** The first characters, to recognise it by. */
  prefix: z.string(),
  createdBy: z.string(),
  createdAt: Timestamp,
  lastUsedAt: Timestamp.nullable(),
  revokedAt: Timestamp.nullable(),
});
export type ApiKey = z.infer<typeof ApiKey>;

export const AuditEntry = z.object({
  id: Id,
  at: Timestamp,
  actor: z.string(),
  /** `noun.verbed`, for instance `member.removed`. */
  action: z.string(),
  subject: z.string(),
  detail: z.record(z.string(), z.string()),
});
export type AuditEntry = z.infer<typeof AuditEntry>;

const org = z.object({ organizationId: Id });
const project = z.object({ projectId: Id });

export const getMe = endpoint({
  method: "GET",
  path: "/me",
  summary: "Who is signed in, with organizations and projects",
  permission: "user",
  response: Me,
});
export const createOrganization = endpoint({
  method: "POST",
  path: "/organizations",
  summary: "Create an organization with a first project",
  permission: "user",
  body: z.object({ name: Name }),
  response: Organization,
  status: 201,
});
export const getOrganization = endpoint({
  method: "GET",
  path: "/organizations/{organizationId}",
  summary: "One organization",
  permission: "member",
  params: org,
  response: Organization,
});
export const updateOrganization = endpoint({
  method: "PATCH",
  path: "/organizations/{organizationId}",
  summary: "Rename an organization",
  permission: "admin",
  params: org,
  body: z.object({ name: Name }),
  response: Organization,
});
export const removeOrganization = endpoint({
  method: "DELETE",
  path: "/organizations/{organizationId}",
  summary: "Delete an organization with everything in it",
  permission: "admin",
  params: org,
  body: Confirm,
  response: Nothing,
});

export const listMembers = endpoint({
  method: "GET",
  path: "/organizations/{organizationId}/members",
  summary: "Members",
  permission: "member",
  params: org,
  response: z.object({ items: z.array(Member) }),
});
export const updateMember = endpoint({
  method: "PATCH",
  path: "/organizations/{organizationId}/members/{userId}",
  summary: "Promote or demote a member",
  permission: "admin",
  params: org.extend({ userId: Id }),
  body: z.object({ role: Role }),
  response: Member,
});
export const removeMember = endpoint({
  method: "DELETE",
  path: "/organizations/{organizationId}/members/{userId}",
  summary: "Remove a member; a member may remove itself (leave). The last admin cannot go",
  permission: "member",
  params: org.extend({ userId: Id }),
  response: Nothing,
});

export const listInvitations = endpoint({
  method: "GET",
  path: "/organizations/{organizationId}/invitations",
  summary: "Invitations",
  permission: "admin",
  params: org,
  response: z.object({ items: z.array(Invitation) }),
});
export const createInvitation = endpoint({
  method: "POST",
  path: "/organizations/{organizationId}/invitations",
  summary: "Invite by link; the link is shown once",
  permission: "admin",
  params: org,
  body: z.object({ email: z.email().optional(), role: Role.default("member") }),
  response: z.object({ invitation: Invitation, link: z.url() }),
  status: 201,
});
export const removeInvitation = endpoint({
  method: "DELETE",
  path: "/organizations/{organizationId}/invitations/{invitationId}",
  summary: "Revoke an invitation",
  permission: "admin",
  params: org.extend({ invitationId: Id }),
  response: Nothing,
});
const token = z.object({ token: z.string().min(20).max(100) });
export const getInvitation = endpoint({
  method: "GET",
  path: "/invitations/{token}",
  summary: "What an invitation link leads to",
  permission: "public",
  params: token,
  response: z.object({ organization: z.string(), role: Role, invitedBy: z.string(), status: Invitation.shape.status }),
});
export const acceptInvitation = endpoint({
  method: "POST",
  path: "/invitations/{token}/accept",
  summary: "Join the organization of an invitation",
  permission: "user",
  params: token,
  response: Organization,
});

export const listProjects = endpoint({
  method: "GET",
  path: "/organizations/{organizationId}/projects",
  summary: "Projects",
  permission: "member",
  params: org,
  response: z.object({ items: z.array(Project) }),
});
export const createProject = endpoint({
  method: "POST",
  path: "/organizations/{organizationId}/projects",
  summary: "Create a project",
  permission: "admin",
  params: org,
  body: z.object({ name: Name }),
  response: Project,
  status: 201,
});
export const getProject = endpoint({
  method: "GET",
  path: "/projects/{projectId}",
  summary: "One project",
  permission: "member",
  params: project,
  response: Project,
});
export const updateProject = endpoint({
  method: "PATCH",
  path: "/projects/{projectId}",
  summary: "Rename a project",
  permission: "admin",
  params: project,
  body: z.object({ name: Name }),
  response: Project,
});
export const removeProject = endpoint({
  method: "DELETE",
  path: "/projects/{projectId}",
  summary: "Delete a project with everything in it",
  permission: "admin",
  params: project,
  body: Confirm,
  response: Nothing,
});

export const listKeys = endpoint({
  method: "GET",
  path: "/projects/{projectId}/keys",
  summary: "API keys of a project",
  permission: "admin",
  params: project,
  response: z.object({ items: z.array(ApiKey) }),
});
export const createKey = endpoint({
  method: "POST",
  path: "/projects/{projectId}/keys",
  summary: "Make an API key; the secret is shown once",
  permission: "admin",
  params: project,
  body: z.object({ name: Name }),
  response: z.object({ key: ApiKey, secret: z.string() }),
  status: 201,
});
export const revokeKey = endpoint({
  method: "DELETE",
  path: "/projects/{projectId}/keys/{keyId}",
  summary: "Revoke an API key",
  permission: "admin",
  params: project.extend({ keyId: Id }),
  response: Nothing,
});

export const listAudit = endpoint({
  method: "GET",
  path: "/organizations/{organizationId}/audit",
  summary: "Who did what, newest first",
  permission: "admin",
  params: org,
  query: PageQuery,
  response: pageOf(AuditEntry),
});
