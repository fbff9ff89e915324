import { writtenCodes } from '@penstock/connector-sdk/testing';
import { errorCatalogue } from './error-catalogue';
import { errorNumbers } from './error-numbers';
import { responseCodes } from './response-codes';

describe('the catalogue of failures', () => {
  test('holds every code that the connector makes, and no other', () => {
    expect(errorCatalogue.map(({ code }) => code).sort()).toEqual(writtenCodes(__dirname, 'PAYTRACE'));
  });

  test('says of each what it means for the money and what to do', () => {
    expect(errorCatalogue.filter(({ cause, money = '', remedy }) => [cause, money, remedy].some((text) => !text.endsWith('.')))).toEqual([]);
  });

  test('gives the remedy of every refusal by number', () => {
    const refusals = [...Object.values(errorNumbers), ...Object.values(responseCodes).filter((meaning) => meaning.kind === 'refused')];

    expect(refusals.filter(({ code, remedy }) => remedy !== errorCatalogue.find((entry) => entry.code === code)?.remedy)).toEqual([]);
  });
});
