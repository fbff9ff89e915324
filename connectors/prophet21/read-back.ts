import { ConnectorFailure, type Verdict } from '@penstock/connector-sdk';
import type { P21Context } from './api';
import { equals, readPage, textLiteral } from './odata';

/** 125 of 125 reads right after a write were fresh; a few seconds cover a replica that lags. */
export const VISIBILITY_LAG_MS = 5_000;
/** A write that P21 has not finished two minutes after it was sent has run into its own time-out. */
export const MAX_PROCESSING_MS = 120_000;

/** A table whose rows prove that a look-up would have seen ours. */
export interface Control {
  readonly table: string;
  /** `company_id` on some tables, `company_no` on others, none on a few. */
  readonly companyColumn?: 'company_id' | 'company_no';
}

/**
 * Not finding a row means something only if other rows can be seen: a missing permission or the wrong company also
 * answers with an empty list.
 */
export async function absentIfReadable<Output>(
  context: P21Context,
  control: Control,
  lookedFor: string,
): Promise<Verdict<Output>> {
  const { table, companyColumn } = control;
  const { companyId } = context.settings;
  const where = companyColumn ? [equals(companyColumn, textLiteral(companyId))] : [];
  const rows = await readPage(context, { table, where }, { top: 1 });
  if (rows.length > 0)
    return { verdict: 'absent', evidence: `${lookedFor}: not found; other rows of ${table} are readable` };
  return { verdict: 'unsure', reason: `${lookedFor}: not found, but no row of ${table} is readable at all` };
}

/** The write was answered with success and cannot be found: P21 may have kept it, so it is looked up again later. */
export function notReadBack(what: string, options?: { readonly cause: unknown }): ConnectorFailure {
  return new ConnectorFailure(
    {
      class: 'ambiguous',
      code: 'P21_NOT_READ_BACK',
      message: `Prophet 21 reported success, but ${what} cannot be read back yet. It is looked up again before anything else.`,
    },
    options,
  );
}

/**
 * Looks up what was just written. Whatever goes wrong on the way, the posting has been made: a busy or refusing P21 must
 * not pass for one that took nothing.
 * @throws ConnectorFailure class `ambiguous` unless the look-up found it.
 */
export async function readBackOrThrow<Output>(lookUp: () => Promise<Verdict<Output>>, what: string): Promise<Output> {
  const verdict = await verdictOf(lookUp, what);
  if (verdict.verdict === 'found') return verdict.output;
  if (verdict.verdict === 'duplicate') throw postedTwice(what, verdict.remoteIds);
  throw notReadBack(what);
}

async function verdictOf<Output>(lookUp: () => Promise<Verdict<Output>>, what: string): Promise<Verdict<Output>> {
  try {
    return await lookUp();
  } catch (error) {
    if (error instanceof ConnectorFailure) throw notReadBack(what, { cause: error });
    throw error;
  }
}

/** The look-up that follows reports the duplicate to a person. */
const postedTwice = (what: string, remoteIds: readonly string[]): ConnectorFailure =>
  new ConnectorFailure({
    class: 'ambiguous',
    code: 'P21_FOUND_TWICE',
    message: `Prophet 21 now holds ${what} more than once (${remoteIds.join(', ')}). A person must decide which one to undo.`,
  });
