import { Refusal } from '../../platform/problem/refusal';

export type UserErrorCode =
  | 'EMAIL_TAKEN'
  | 'INVITATION_NOT_FOUND'
  | 'LAST_OWNER'
  | 'LINK_NOT_VALID'
  | 'OWN_RIGHTS'
  | 'OWNERS_ONLY'
  | 'USER_NOT_FOUND';

export class UserError extends Refusal<UserErrorCode> {}

export const userNotFound = (): UserError => new UserError('USER_NOT_FOUND', 'There is no such person. Nothing was changed. Reload the list.');
export const linkNotValid = (): UserError =>
  new UserError('LINK_NOT_VALID', 'This link has expired, was used or was withdrawn. Nothing was changed. Ask an administrator for another one.');
export const ownersOnly = (): UserError =>
  new UserError('OWNERS_ONLY', 'Only an owner may give the role owner, or change what an owner may do. Nothing was changed. Ask an owner.');
export const emailTaken = (): UserError =>
  new UserError('EMAIL_TAKEN', 'Somebody with this e-mail address has an account or an invitation already. Nothing was changed. Look in the list of people, or take another address.');
