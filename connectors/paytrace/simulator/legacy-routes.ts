import { writeRoute, type SimulatorReply, type SimulatorRequest, type SimulatorRoute } from '@penstock/connector-sdk/simulator';
import type { Json, JsonObject } from '@penstock/kernel';
import { isStopped, member, words, type ApiRoutes } from './api-route';
import type { Gateway } from './gateway';
import { exportLegacyCustomers, exportLegacyRecurrences } from './legacy-export';
import { legacyRequestOf } from './legacy-request';
import { legacyTestReply } from './legacy-test-mode';
import { legacyFields, legacyPairs, type LegacyFields } from './legacy-text';
import { firewallPage } from './replies';
import type { Tokens } from './token-routes';

/** The deprecated name-value API, as a translation of the v1 calls: one form field in, one line of text out. */
export function legacyRoutes(gateway: Gateway, api: ApiRoutes, tokens: Tokens): readonly SimulatorRoute[] {
  const answer = (request: SimulatorRequest): SimulatorReply => {
    if (isStopped(gateway, request)) return firewallPage;
    const form = request.form();
    const fields = legacyFields(form.parmlist ?? form.PARMLIST ?? '');
    const user = fields.get('UN') ?? '';
    if (!tokens.isUser(user, fields.get('PSWD') ?? '')) return line('ERROR~998. Log in failed.|');
    if ((fields.get('METHOD') ?? '').toLowerCase() === 'exportcustomers') return line(exportLegacyCustomers(gateway, fields));
    if ((fields.get('METHOD') ?? '').toLowerCase() === 'exportrecur') return line(exportLegacyRecurrences(gateway, fields));
    if (fields.get('TEST') === 'Y') return line(legacyTestReply(fields));
    const translated = legacyRequestOf(fields);
    // What an unknown method answers is not on record (assumed number).
    if (!translated) return line('ERROR~9016. Please provide a valid Method.|');
    const reply = api.handle(translated.path, { request, user, gateway, body: translated.body });
    return line(replyLine(member(reply.body as Json), fields));
  };
  return [writeRoute('POST', '/api/default.pay', answer)];
}

const line = (text: string): SimulatorReply => ({ status: 200, headers: { 'content-type': 'text/html; charset=utf-8' }, body: text });

/** Errors are repeated pairs; everything else starts with the code and its words. */
function replyLine(body: JsonObject, fields: LegacyFields): string {
  if (body.errors !== undefined) {
    const errors = Object.entries(member(body.errors)).flatMap(([number, texts]) => (Array.isArray(texts) ? texts : [texts]).map((said) => `${number}. ${words(said as Json)}`));
    return legacyPairs(errors.map((error) => ['ERROR', error]));
  }
  const head: [string, string] = ['RESPONSE', `${words(body.response_code)}. ${withStop(words(body.status_message))}`];
  return legacyPairs([head, ...detailPairs(body, fields)]);
}

const withStop = (sentence: string): string => (sentence.endsWith('.') ? sentence : `${sentence}.`);

function detailPairs(body: JsonObject, fields: LegacyFields): readonly (readonly [string, string])[] {
  const code = words(body.response_code);
  if (code === '160' || code === '161' || code === '162') {
    const id = words(body.customer_id) || (fields.get('CUSTID') ?? '');
    return [['CUSTID', id], ['CUSTOMERID', id]];
  }
  const pairs: [string, string][] = [];
  if (body.transaction_id !== undefined) pairs.push(['TRANSACTIONID', words(body.transaction_id)]);
  if (body.check_transaction_id !== undefined) pairs.push(['CHECKIDENTIFIER', words(body.check_transaction_id)]);
  if (body.recurrence !== undefined) pairs.push(['RECURID', words(member(body.recurrence).id)]);
  if (body.approval_code !== undefined) pairs.push(...judgementPairs(body));
  return pairs;
}

/** Recorded without an address: AVS `0` and the approval code inside the message. */
function judgementPairs(body: JsonObject): [string, string][] {
  const unjudged = words(body.avs_response) === 'Address Unavailable';
  const code = words(body.approval_code);
  const message = unjudged && code !== '' ? `APPROVAL ${code}  - Approved and completed` : words(body.approval_message);
  return [
    ['APPCODE', code],
    ['APPMSG', message],
    ['AVSRESPONSE', unjudged ? '0' : words(body.avs_response)],
    ['CSCRESPONSE', words(body.csc_response)],
  ];
}
