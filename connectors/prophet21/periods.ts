import { ConnectorFailure } from '@penstock/connector-sdk';
import type { JsonObject } from '@penstock/kernel';
import { idOf, textOf } from './answer';
import type { P21Context } from './api';
import { beforeSending } from './before-sending';
import { equals, numberLiteral, readPage, textLiteral } from './odata';

/** Digits as text, as the actions' inputs have them. */
export interface AccountingPeriod {
  readonly period: string;
  readonly yearForPeriod: string;
}

/**
 * What P21 does with a posting to a closed period was never tested in public, so it is asked first.
 * @throws ConnectorFailure class `business` for a period that is closed or that the company does not have.
 */
export async function assertPeriodOpen(context: P21Context, wanted: AccountingPeriod): Promise<void> {
  if (context.settings.checkPeriod === 'never') return;
  const row = await beforeSending(() => readPeriod(context, wanted));
  const name = `Period ${wanted.period}/${wanted.yearForPeriod}`;
  if (!row) {
    throw periodFailure(
      'P21_PERIOD_UNKNOWN',
      `${name} does not exist in company ${context.settings.companyId}.`,
      UNKNOWN_REMEDY,
    );
  }
  if (textOf(row['period_closed']) !== 'N') {
    throw periodFailure('P21_PERIOD_CLOSED', `${name} is closed in Prophet 21.`, CLOSED_REMEDY);
  }
}

const UNKNOWN_REMEDY =
  'Check period and year, and that the API user has dataservice permission for table periods; the check can be switched off in the connection.';
const CLOSED_REMEDY = 'Post into an open period, or have the period opened again in Prophet 21.';

async function readPeriod(
  context: P21Context,
  { period, yearForPeriod }: AccountingPeriod,
): Promise<JsonObject | undefined> {
  const rows = await readPage(
    context,
    {
      table: 'periods',
      select: ['period', 'year_for_period', 'period_closed'],
      where: [
        equals('company_no', textLiteral(context.settings.companyId)),
        equals('period', numberLiteral(period)),
        equals('year_for_period', numberLiteral(yearForPeriod)),
      ],
    },
    { top: 1 },
  );
  return rows.find(
    (row) => idOf(row['period']) === String(Number(period)) && idOf(row['year_for_period']) === yearForPeriod,
  );
}

const periodFailure = (code: string, what: string, remedy: string): ConnectorFailure =>
  new ConnectorFailure({ class: 'business', code, message: `${what} Nothing was posted.`, remedy });
