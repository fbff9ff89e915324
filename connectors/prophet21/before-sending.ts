import { ConnectorFailure } from '@penstock/connector-sdk';

/**
 * Runs the reads that come before a posting. Where one of them fails for a passing reason nothing has been posted, so
 * the step may simply be run again: without this the lost answer of a read would pass for a posting in doubt.
 */
export async function beforeSending<Result>(read: () => Promise<Result>): Promise<Result> {
  try {
    return await read();
  } catch (error) {
    if (!(error instanceof ConnectorFailure)) throw error;
    if (error.class !== 'ambiguous' && error.class !== 'transient') throw error;
    throw new ConnectorFailure(
      {
        ...error.details,
        class: 'not-sent',
        message: `Prophet 21 could not be asked what a posting needs to know. Nothing was posted. ${error.details.message}`,
      },
      { cause: error },
    );
  }
}
