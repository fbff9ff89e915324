import type { SimulatorReply } from '@penstock/connector-sdk/simulator';
import type { JsonObject } from '@penstock/kernel';
import type { GatewayTransaction } from './gateway-transaction';

/** Bodies in the recorded shapes. Members that public material does not show are marked "assumed". */

export const done = (code: number, message: string, members: JsonObject = {}): SimulatorReply => ({
  status: 200,
  headers: gatewayHeaders,
  body: { success: true, response_code: code, status_message: message, ...members },
});

/** The status of refusals is not on record; PayTrace's own samples expect a 4xx with a JSON body (assumed: 400). */
export const refused = (errors: Readonly<Record<string, string>>, members: JsonObject = {}): SimulatorReply => ({
  status: 400,
  headers: gatewayHeaders,
  body: {
    success: false,
    response_code: 1,
    status_message: 'One or more errors has occurred.',
    errors: Object.fromEntries(Object.entries(errors).map(([number, words]) => [number, [words]])),
    ...members,
  },
});

export const externalId = { external_transaction_id: '' };

export function chargeReply(transaction: GatewayTransaction, showsCard: boolean): SimulatorReply {
  const { approvalCode, approvalMessage, avsResponse, cscResponse, masked, id } = transaction;
  const members = {
    transaction_id: id,
    approval_code: approvalCode,
    approval_message: approvalMessage,
    avs_response: avsResponse,
    csc_response: cscResponse,
    ...externalId,
    ...(showsCard && { masked_card_number: masked }),
  };
  if (transaction.state === 'declined') {
    const body = { success: false, response_code: 102, status_message: 'Your transaction was not approved.', ...members };
    return { status: 400, headers: gatewayHeaders, body };
  }
  // Trap of the real gateway: 103 comes with `success: true` although nothing is paid.
  if (transaction.state === 'voided') return done(103, autoVoidText, members);
  return done(101, 'Your transaction was successfully approved.', members);
}

const autoVoidText =
  'Your transaction was successfully approved. However, it was voided because your address and/or CSC did not match.';

/** Statuses of the sign-in layer are not on record (assumed: 401). */
export const oauthError = (error: 'invalid_grant' | 'invalid_token'): SimulatorReply => ({
  status: 401,
  body: { error, error_description: oauthTexts[error] },
});

const oauthTexts = {
  invalid_grant:
    'The provided authorization grant is invalid, expired, revoked, does not match the redirection URI used in the authorization request, or was issued to another client.',
  invalid_token: 'The access token is invalid or expired.',
};

/** Unusual characters are stopped before the API, with a page instead of JSON (status assumed). */
export const firewallPage: SimulatorReply = {
  status: 403,
  headers: { 'content-type': 'text/html; charset=utf-8' },
  body: '<!DOCTYPE html><html><head><title>Request Rejected</title></head><body>The requested URL was rejected.</body></html>',
};

const gatewayHeaders = { 'cache-control': 'max-age=0, private, must-revalidate' };
