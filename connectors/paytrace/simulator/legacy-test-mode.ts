import { legacyPairs, type LegacyFields } from './legacy-text';

/** `TEST~Y` gets canned answers (recorded); which amount is declined is assumed to be the one of real calls. */
export function legacyTestReply(fields: LegacyFields): string {
  const method = (fields.get('METHOD') ?? '').toLowerCase();
  if (method === 'processcheck') {
    const type = (fields.get('CHECKTYPE') ?? '').toLowerCase();
    return type === 'refund' ? told('123', refundedCheck, 'CHECKIDENTIFIER') : told('121', processedCheck, 'CHECKIDENTIFIER');
  }
  const type = (fields.get('TRANXTYPE') ?? '').toLowerCase();
  const change = changes[type];
  if (change) return told(change.code, change.words, 'TRANSACTIONID');
  if (fields.get('AMOUNT') === '0.29') {
    return legacyPairs([['RESPONSE', '105. Your TEST transaction was not approved.'], ['TRANSACTIONID', cannedId], ...judged]);
  }
  const approved = '104. Your TEST transaction was successfully approved. HOWEVER, A LIVE APPROVAL WAS NOT OBTAINED.';
  return legacyPairs([['RESPONSE', approved], ['TRANSACTIONID', cannedId], ['APPCODE', '123456'], ['APPMSG', 'TEST TRANSACTION'], ...judged]);
}

const cannedId = '89731989';
const judged = [['AVSRESPONSE', 'Full Exact Match'], ['CSCRESPONSE', 'Match']] as const;
const processedCheck = 'Your TEST check was successfully processed. HOWEVER, FUNDS WILL NOT BE TRANSFERRED.';
const refundedCheck = 'Your TEST check was successfully refunded. HOWEVER, NO FUNDS WILL BE TRANSFERRED.';

const changes: Readonly<Record<string, { readonly code: string; readonly words: string }>> = {
  capture: { code: '114', words: 'Your TEST transaction was successfully captured. HOWEVER, NO TRANSACTION WAS ACTUALLY CAPTURED.' },
  void: { code: '111', words: 'Your TEST transaction was successfully voided. HOWEVER, NO TRANSACTION WAS ACTUALLY VOIDED.' },
  refund: { code: '108', words: 'Your TEST transaction was successfully refunded. HOWEVER, NO FUNDS WILL BE REFUNDED.' },
};

const told = (code: string, sentence: string, id: 'TRANSACTIONID' | 'CHECKIDENTIFIER'): string =>
  legacyPairs([['RESPONSE', `${code}. ${sentence}`], [id, cannedId], ['APPMSG', 'TEST TRANSACTION'], ...judged]);
