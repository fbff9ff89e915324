import { Refusal } from '../../platform/problem/refusal';

export type ImportErrorCode = 'API_DESCRIPTION_REFUSED' | 'IMPORTED_CONNECTOR_NOT_FOUND';

export class ImportError extends Refusal<ImportErrorCode> {}

export const descriptionRefused = (why: string): ImportError =>
  new ImportError('API_DESCRIPTION_REFUSED', `The API description was not taken, and nothing was contacted or stored. ${why} Correct it, then import it again.`);

export const importedConnectorNotFound = (): ImportError =>
  new ImportError('IMPORTED_CONNECTOR_NOT_FOUND', 'There is no such imported connector. Nothing was stored. Import the description as a new one.');
