import * as contracts from '@penstock/contracts';
import type { ApiTransport } from './api-transport';
import { listOf } from './list-answers';

const at = (id: string): string => encodeURIComponent(id);

export const userResources = (transport: ApiTransport) => ({
  list: () => transport.read({ method: 'GET', path: '/users' }, listOf(contracts.user)),
  update: (id: string, body: contracts.UpdateUserRequest) =>
    transport.read({ method: 'PATCH', path: `/users/${at(id)}`, body }, contracts.user),
  issuePasswordReset: (id: string) =>
    transport.read({ method: 'POST', path: `/users/${at(id)}/password-reset` }, contracts.issuedLink),
});

export const invitationResources = (transport: ApiTransport) => ({
  list: () => transport.read({ method: 'GET', path: '/invitations' }, listOf(contracts.invitation)),
  create: (body: contracts.InviteRequest) =>
    transport.read({ method: 'POST', path: '/invitations', body }, contracts.createdInvitation),
  withdraw: async (id: string): Promise<void> => void (await transport.send({ method: 'DELETE', path: `/invitations/${at(id)}` })),
  /** Without a session: the token is the credential. */
  accept: async (body: contracts.AcceptInvitationRequest): Promise<void> =>
    void (await transport.send({ method: 'POST', path: '/invitations/acceptance', body })),
});

export const serviceAccountResources = (transport: ApiTransport) => ({
  list: () => transport.read({ method: 'GET', path: '/service-accounts' }, listOf(contracts.serviceAccount)),
  create: (body: contracts.CreateServiceAccountRequest) =>
    transport.read({ method: 'POST', path: '/service-accounts', body }, contracts.serviceAccount),
  update: (id: string, body: contracts.UpdateServiceAccountRequest) =>
    transport.read({ method: 'PATCH', path: `/service-accounts/${at(id)}`, body }, contracts.serviceAccount),
  createKey: (id: string, body: contracts.CreateServiceAccountKeyRequest) =>
    transport.read({ method: 'POST', path: `/service-accounts/${at(id)}/keys`, body }, contracts.createdApiKey),
});

export const passwordResetResources = (transport: ApiTransport) => ({
  ask: async (body: contracts.AskPasswordResetRequest): Promise<void> =>
    void (await transport.send({ method: 'POST', path: '/password-resets', body })),
  /** Without a session: the token is the credential. */
  complete: async (body: contracts.ResetPasswordRequest): Promise<void> =>
    void (await transport.send({ method: 'POST', path: '/password-resets/completion', body })),
});

export const accountResources = (transport: ApiTransport) => ({
  read: () => transport.read({ method: 'GET', path: '/account' }, contracts.account),
  sessions: () => transport.read({ method: 'GET', path: '/account/sessions' }, listOf(contracts.accountSession)),
  endSession: async (id: string): Promise<void> =>
    void (await transport.send({ method: 'DELETE', path: `/account/sessions/${at(id)}` })),
  changePassword: async (body: contracts.ChangePasswordRequest): Promise<void> =>
    void (await transport.send({ method: 'POST', path: '/account/password', body })),
  startSecondFactor: (body: contracts.PasswordProof) =>
    transport.read({ method: 'POST', path: '/account/second-factor', body }, contracts.secondFactorStart),
  confirmSecondFactor: (body: contracts.ConfirmSecondFactorRequest) =>
    transport.read({ method: 'POST', path: '/account/second-factor/confirmation', body }, contracts.recoveryCodes),
  removeSecondFactor: async (body: contracts.PasswordProof): Promise<void> =>
    void (await transport.send({ method: 'POST', path: '/account/second-factor/removal', body })),
});
