import { Refusal } from '../../platform/problem/refusal';

export type ServiceAccountErrorCode = 'SERVICE_ACCOUNT_INACTIVE' | 'SERVICE_ACCOUNT_NAME_TAKEN' | 'SERVICE_ACCOUNT_NOT_FOUND';

export class ServiceAccountError extends Refusal<ServiceAccountErrorCode> {}

export const serviceAccountNotFound = (): ServiceAccountError =>
  new ServiceAccountError('SERVICE_ACCOUNT_NOT_FOUND', 'There is no such service account. Nothing was changed. Reload the list.');
