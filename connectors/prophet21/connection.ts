import { ConnectorFailure, defineConnection } from '@penstock/connector-sdk';
import { textOf } from './answer';
import type { P21Context } from './api';
import { fingerprint, tokenAuth } from './auth';
import { checkArReceiptService } from './definition';
import { equals, readPage, textLiteral } from './odata';
import { prophet21Settings, type Prophet21Settings } from './settings';
import { uiServerOf } from './ui-server';

export const prophet21Connection = defineConnection<Prophet21Settings>({
  settings: prophet21Settings,
  secrets: [
    {
      name: 'password',
      title: 'Password or consumer key',
      description: 'Of the API user, or the key from SOA Admin. Stored encrypted, never shown again.',
    },
  ],
  baseUrl: ({ baseUrl }) => baseUrl,
  auth: tokenAuth,
  fingerprint,
  test: testConnection,
});

/** Signs in, reads the company, finds the UI server, and checks what the service map claims. Writes nothing. */
async function testConnection(context: P21Context): Promise<{ readonly summary: string }> {
  const companyName = await readCompanyName(context);
  const uiServer = await uiServerOf(context);
  const { arReceipt } = context.settings.serviceMap;
  if (arReceipt) await checkArReceiptService(context, arReceipt);
  const receipts = arReceipt
    ? `AR receipts go through service ${arReceipt.service}, whose fields are all there.`
    : 'AR receipts are not set up yet: run "Discover services" and fill in the service map.';
  return {
    summary: `Signed in to ${companyName} (${context.settings.companyId}). UI server: ${uiServer}. ${receipts}`,
  };
}

async function readCompanyName(context: P21Context): Promise<string> {
  const { companyId } = context.settings;
  const where = [equals('company_id', textLiteral(companyId))];
  const [company] = await readPage(
    context,
    { table: 'company', select: ['company_id', 'company_name'], where },
    { top: 1 },
  );
  if (company) return textOf(company['company_name']);
  throw new ConnectorFailure({
    class: 'config',
    code: 'P21_COMPANY_NOT_FOUND',
    message: `The sign-in works, but Prophet 21 shows no company ${companyId} to this user.`,
    remedy: 'Check the company ID, and that the user has dataservice permission for table company.',
  });
}
