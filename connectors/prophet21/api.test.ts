import type { FailureClass } from '@penstock/connector-sdk';
import { failureOf, type CallKind } from './api';
import currencies from './fixtures/exchangerates-same-currency.json';
import pdfReport from './fixtures/pdfreport.json';
import notFound from './fixtures/rest-error-envelope.json';

const business = 'P21.Business.Common.BusinessException';
const envelope = (ErrorMessage: string, ErrorType?: string) => JSON.stringify({ ErrorMessage, ErrorType });

interface Row {
  readonly what: string;
  readonly status: number;
  readonly body: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly kind?: CallKind;
  readonly expected: readonly [FailureClass, string];
}

const rows: readonly Row[] = [
  {
    what: 'a missing scope',
    status: 403,
    body: '{"error":"insufficient_scope"}',
    expected: ['config', 'P21_NOT_PERMITTED'],
  },
  {
    what: 'a missing OData right',
    status: 401,
    body: 'You are not authorized to access API',
    expected: ['config', 'P21_NOT_PERMITTED'],
  },
  {
    what: 'refused credentials',
    status: 401,
    body: '{"error":"invalid_grant"}',
    expected: ['auth', 'P21_CREDENTIALS_REFUSED'],
  },
  { what: 'too many requests', status: 429, body: '', expected: ['throttled', 'P21_BUSY'] },
  {
    what: 'a busy server',
    status: 503,
    body: '',
    headers: { 'retry-after': '7' },
    expected: ['throttled', 'P21_BUSY'],
  },
  { what: 'a redirect', status: 307, body: '', expected: ['config', 'P21_REDIRECTED'] },
  { what: 'an unknown table', status: 404, body: '', kind: 'odata', expected: ['config', 'P21_QUERY_REFUSED'] },
  {
    what: 'a record that is not there',
    status: 404,
    body: JSON.stringify(notFound.response.body),
    kind: 'read',
    expected: ['business', 'P21_NOT_FOUND'],
  },
  {
    what: 'a session left open',
    status: 409,
    body: envelope('Session already exists.'),
    expected: ['transient', 'P21_SESSION_CONFLICT'],
  },
  {
    what: 'a missing window id',
    status: 422,
    body: '"Window ID was not provided"',
    expected: ['business', 'P21_REFUSED'],
  },
  {
    what: 'a status other than New',
    status: 400,
    body: '{"detail":"Status must be New."}',
    expected: ['config', 'P21_CALL_REFUSED'],
  },
  {
    what: 'an unlicensed window',
    status: 500,
    body: envelope('Window <<X>> is not available or user does not have permission to open it'),
    expected: ['config', 'P21_WINDOW_UNAVAILABLE'],
  },
  {
    what: 'an unbalanced journal',
    status: 500,
    body: envelope('Records do not balance', business),
    expected: ['business', 'P21_REFUSED'],
  },
  {
    what: 'a return code',
    status: 500,
    body: JSON.stringify(currencies.response.body),
    expected: ['business', 'P21_REFUSED'],
  },
  {
    what: 'a half-done import',
    status: 500,
    body: envelope('Import is ok but some records failed (-8)'),
    expected: ['ambiguous', 'P21_SERVER_ERROR'],
  },
  {
    what: 'a server exception',
    status: 500,
    body: envelope('Timeout', 'P21.DataAccess.PbNet.Common.PbService.P21ServerException'),
    expected: ['ambiguous', 'P21_SERVER_ERROR'],
  },
  {
    what: 'an unknown service',
    status: 500,
    body: '',
    kind: 'definition',
    expected: ['config', 'P21_UNKNOWN_SERVICE'],
  },
  {
    what: 'a report with nothing to print',
    status: 500,
    body: JSON.stringify(pdfReport.error.body),
    kind: 'read',
    expected: ['business', 'P21_NOTHING_TO_PRINT'],
  },
  { what: 'an empty 500 after a write', status: 500, body: '', expected: ['ambiguous', 'P21_SERVER_ERROR'] },
  {
    what: 'an empty 500 after a read',
    status: 500,
    body: '',
    kind: 'read',
    expected: ['transient', 'P21_SERVER_ERROR'],
  },
  { what: 'an HTML page after a write', status: 200, body: '<html>', expected: ['ambiguous', 'P21_UNREADABLE_ANSWER'] },
  {
    what: 'an HTML page after a read',
    status: 200,
    body: '<html>',
    kind: 'odata',
    expected: ['transient', 'P21_UNREADABLE_ANSWER'],
  },
  { what: 'nothing after a write', status: 204, body: '', expected: ['ambiguous', 'P21_UNREADABLE_ANSWER'] },
];

describe('what an answer of P21 means', () => {
  test.each(rows)('$what is $expected', ({ status, body, headers = {}, kind = 'write', expected }) => {
    const failure = failureOf({ status, body, headers }, kind);

    expect([failure?.class, failure?.code]).toEqual(expected);
  });

  test('a readable answer is no failure', () => {
    expect(failureOf({ status: 200, body: '[]', headers: {} }, 'write')).toBeUndefined();
  });

  test('the words of P21 reach the reader', () => {
    const failure = failureOf(
      { status: 500, body: envelope('Records do not balance', business), headers: {} },
      'write',
    );

    expect(failure).toMatchObject({
      message: 'Prophet 21 refused the data. Nothing was posted. Prophet 21 says: Records do not balance',
      remoteCode: business,
    });
  });

  test('the wait that the server asks for is kept', () => {
    expect(failureOf({ status: 503, body: '', headers: { 'retry-after': '7' } }, 'write')?.retryAfterMs).toBe(7000);
  });
});
