export type EmbeddedPostgresErrorCode =
  | 'UNSUPPORTED_PLATFORM'
  | 'NO_UNPRIVILEGED_USER'
  | 'FOLDER_NOT_USABLE'
  | 'PORT_BUSY'
  | 'INITDB_FAILED'
  | 'START_FAILED';

/**
 * What went wrong with the bundled Postgres, for the person who typed `npm start`.
 * Not a PenstockError: the test set-up loads this package before anything is built, so it imports no other project.
 */
export class EmbeddedPostgresError extends Error {
  constructor(
    readonly code: EmbeddedPostgresErrorCode,
    message: string,
    options?: { readonly cause?: unknown },
  ) {
    super(message, options);
    this.name = 'EmbeddedPostgresError';
  }
}

export function messageOfThrown(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}
