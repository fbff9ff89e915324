import { ConnectorFailure, defineConnection } from '@penstock/connector-sdk';
import { textOf } from './answer';
import type { P21Context } from './api';
import { fingerprint, tokenAuth } from './auth';
import { assertUsable, checkService } from './definition';
import { equals, readPage, textLiteral } from './odata';
import { documentNames, mappedDocuments, mappedServices } from './mapped-services';
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
  return {
    summary: `Signed in to ${companyName} (${context.settings.companyId}). UI server: ${uiServer}. ${await checkedServices(context)}`,
  };
}

/** Windows that are not set up, do not fit, or have changed since are what goes wrong later at a posting. */
async function checkedServices(context: P21Context): Promise<string> {
  const mapped = mappedServices(context.settings.serviceMap);
  const said: string[] = [];
  for (const service of mapped) {
    const check = await checkService(context, service);
    assertUsable(check);
    const changed = check.state === 'changed' ? ' The window has changed since it was set up: look at it again.' : '';
    said.push(
      `${capitalised(documentNames[check.document])} go through service ${check.service}, whose fields are all there.${changed}`,
    );
  }
  const open = mappedDocuments.filter((document) => !mapped.some((service) => service.document === document));
  if (open.length > 0) {
    said.push(
      `Not set up yet: ${open.map((document) => documentNames[document]).join(', ')} (run "Set up a service").`,
    );
  }
  return said.join(' ');
}

const capitalised = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1);

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
