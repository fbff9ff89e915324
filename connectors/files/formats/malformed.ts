import { ConnectorFailure } from '@penstock/connector-sdk';

/** The file is not what it should be: nothing of it was taken over. `place` is for the person who opens it, e.g. `line 7`. */
export const malformed = (what: string, place?: string): ConnectorFailure =>
  new ConnectorFailure({
    class: 'business',
    code: 'FILE_MALFORMED',
    message: `${place === undefined ? 'The file' : `The file, ${place},`} ${what}. Nothing of it was taken over.`,
    remedy: 'Ask the sender for a whole file, or correct the description of the format in the step.',
  });

/** What should be written does not fit the format: nothing was written. */
export const unwritable = (what: string): ConnectorFailure =>
  new ConnectorFailure({
    class: 'business',
    code: 'FILE_NOT_WRITTEN',
    message: `${what}. No file was made.`,
    remedy: 'Correct the value or the description of the format in the step.',
  });
