import { z } from 'zod';
import { timestamp, uuid } from './common';
import { environmentRole, environmentRoles, role } from './session';

/** Long rather than complicated; what people choose is theirs. */
export const newPassword = z.string().min(12, 'A password has at least 12 characters.').max(1000);
/** From a link; shown or mailed once. */
const linkToken = z.string().min(20).max(200);

export const user = z.object({
  id: uuid,
  email: z.string(),
  name: z.string(),
  role,
  /** Other roles than that, for single environments. */
  environmentRoles: z.array(environmentRole),
  active: z.boolean(),
  hasSecondFactor: z.boolean(),
  createdAt: timestamp,
  lastSeenAt: timestamp.nullable(),
});
export type User = z.infer<typeof user>;

export const updateUserRequest = z
  .strictObject({ role: role.optional(), environmentRoles: environmentRoles.optional(), active: z.boolean().optional() })
  .refine((change) => Object.keys(change).length > 0, { message: 'Name what is to change: role, environmentRoles or active.' });
export type UpdateUserRequest = z.infer<typeof updateUserRequest>;

export const inviteRequest = z.strictObject({ email: z.email().max(254), name: z.string().trim().min(1).max(120), role });
export type InviteRequest = z.infer<typeof inviteRequest>;

export const invitation = z.object({
  id: uuid,
  email: z.string(),
  name: z.string(),
  role,
  invitedBy: z.string(),
  createdAt: timestamp,
  expiresAt: timestamp,
});
export type Invitation = z.infer<typeof invitation>;

/** A link that stands for a person: the only answer that ever holds it. */
export const issuedLink = z.object({ link: z.string(), expiresAt: timestamp, mailed: z.boolean() });
export type IssuedLink = z.infer<typeof issuedLink>;
export const createdInvitation = invitation.extend({ link: z.string(), mailed: z.boolean() });
export type CreatedInvitation = z.infer<typeof createdInvitation>;

export const acceptInvitationRequest = z.strictObject({ token: linkToken, password: newPassword });
export type AcceptInvitationRequest = z.infer<typeof acceptInvitationRequest>;

export const askPasswordResetRequest = z.strictObject({ email: z.email().max(254) });
export type AskPasswordResetRequest = z.infer<typeof askPasswordResetRequest>;
export const resetPasswordRequest = z.strictObject({ token: linkToken, password: newPassword });
export type ResetPasswordRequest = z.infer<typeof resetPasswordRequest>;

/** A browser that is signed in. */
export const accountSession = z.object({
  id: uuid,
  createdAt: timestamp,
  lastSeenAt: timestamp.nullable(),
  expiresAt: timestamp,
  address: z.string(),
  agent: z.string(),
  isCurrent: z.boolean(),
});
export type AccountSession = z.infer<typeof accountSession>;

export const changePasswordRequest = z.strictObject({ current: z.string().min(1).max(1000), password: newPassword });
export type ChangePasswordRequest = z.infer<typeof changePasswordRequest>;

export const account = z.object({ email: z.string(), name: z.string(), hasSecondFactor: z.boolean(), recoveryCodesLeft: z.int() });
export type Account = z.infer<typeof account>;

/** What an authenticator app needs; shown until it is confirmed with a first code. */
export const secondFactorStart = z.object({
  secret: z.string(),
  uri: z.string(),
  /** The address as a QR code: an SVG path over a square of `size` units. */
  picture: z.object({ size: z.int(), path: z.string() }),
});
export type SecondFactorStart = z.infer<typeof secondFactorStart>;
export const secondFactorCode = z.string().trim().min(6).max(20);
export const confirmSecondFactorRequest = z.strictObject({ code: secondFactorCode });
export type ConfirmSecondFactorRequest = z.infer<typeof confirmSecondFactorRequest>;
/** Each opens one sign-in without the app; shown once. */
export const recoveryCodes = z.object({ codes: z.array(z.string()) });
export type RecoveryCodes = z.infer<typeof recoveryCodes>;
/** The password proves that it is the person, not somebody at their desk. */
export const passwordProof = z.strictObject({ password: z.string().min(1).max(1000) });
export type PasswordProof = z.infer<typeof passwordProof>;
