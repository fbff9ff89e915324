import { writtenCodes } from '@penstock/connector-sdk/testing';
import { failureOf } from './api';
import { errorCatalogue } from './error-catalogue';

describe('the catalogue of failures', () => {
  test('holds every code that the connector makes, and no other', () => {
    expect(errorCatalogue.map(({ code }) => code).sort()).toEqual(writtenCodes(__dirname, 'P21'));
  });

  test('says of each what it means for the money and what to do', () => {
    expect(errorCatalogue.filter(({ cause, money = '', remedy }) => [cause, money, remedy].some((text) => !/[.:]$/.test(text)))).toEqual([]);
  });

  test('gives the remedy of a failure', () => {
    const failure = failureOf({ status: 403, headers: {}, body: '{}' }, 'odata');

    expect(failure?.remedy).toBe(errorCatalogue.find(({ code }) => code === 'P21_NOT_PERMITTED')?.remedy);
  });

  test.each([
    ['write', 'A posting may or may not have been made'],
    ['odata', 'Nothing was posted: it was only asked.'],
  ] as const)('a server error after a %s says what that means', (kind, words) => {
    expect(failureOf({ status: 500, headers: {}, body: '' }, kind)?.message).toContain(words);
  });
});
