import { Refusal } from '../../platform/problem/refusal';

export type EnvironmentErrorCode =
  | 'ENVIRONMENT_NOT_FOUND'
  | 'ENVIRONMENT_KEY_TAKEN'
  | 'ENVIRONMENT_ORDER_INVALID'
  | 'ENVIRONMENT_RULE_INVALID'
  | 'ROLE_MAY_NOT_CHANGE_HERE'
  | 'VARIABLE_NOT_FOUND'
  | 'VARIABLE_IN_USE'
  | 'BINDING_NOT_VALID';

export class EnvironmentError extends Refusal<EnvironmentErrorCode> {}

export const environmentNotFound = (key: string): EnvironmentError =>
  new EnvironmentError('ENVIRONMENT_NOT_FOUND', `There is no environment ${key}. Nothing was changed. Choose one of the list.`);
