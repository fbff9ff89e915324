import type { Issue } from '@penstock/contracts';
import { Refusal } from '../../platform/problem/refusal';

export type ConnectionErrorCode =
  | 'CONNECTION_NOT_FOUND'
  | 'CONNECTION_SETTINGS_INVALID'
  | 'CONNECTOR_NOT_FOUND'
  | 'SLOT_TAKEN'
  | 'CONNECTION_IN_USE'
  | 'CONNECTION_NOT_HELD'
  | 'OPTIONS_FIELD_MISSING'
  | 'OPTIONS_HELD'
  | 'OPTIONS_NOT_LISTED'
  | 'OPTIONS_SOURCE_UNKNOWN'
  | 'OPTIONS_TOO_OFTEN'
  | 'ROLE_MAY_NOT_LIST_HERE';

export class ConnectionError extends Refusal<ConnectionErrorCode> {}

export const connectionNotFound = (): ConnectionError => new ConnectionError('CONNECTION_NOT_FOUND', 'There is no such connection.');

export const settingsInvalid = (issues: readonly Issue[]): ConnectionError =>
  new ConnectionError('CONNECTION_SETTINGS_INVALID', 'The connection was not saved: some of its settings are not as the connector needs them.', { issues });
