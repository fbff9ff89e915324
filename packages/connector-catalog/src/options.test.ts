import { describeConnector, optionFieldsOf } from '@penstock/connector-sdk';
import { connectors } from './index';

const described = connectors.map(describeConnector);

describe('choices of the installed connectors', () => {
  test('every field that can be chosen names a source of its connector', () => {
    const unknown = described.flatMap((connector) => {
      const known = new Set(connector.optionSources?.map(({ id }) => id));
      return optionFieldsOf(connector).filter(({ source }) => !known.has(source)).map(({ place, source }) => `${connector.id}/${place}: ${source}`);
    });

    expect(unknown).toEqual([]);
  });

  test('every source is named by a field', () => {
    const unused = described.flatMap((connector) => {
      const used = new Set(optionFieldsOf(connector).map(({ source }) => source));
      return (connector.optionSources ?? []).filter(({ id }) => !used.has(id)).map(({ id }) => `${connector.id}: ${id}`);
    });

    expect(unused).toEqual([]);
  });

  test('a source is no action, so that nothing that has an effect can be one', () => {
    const acting = connectors.flatMap(({ id, optionSources = {} }) => Object.entries(optionSources).filter(([, source]) => 'run' in source || 'contract' in source).map(([name]) => `${id}: ${name}`));

    expect(acting).toEqual([]);
  });

  test('there are sources where people would otherwise look numbers up', () => {
    expect(Object.fromEntries(described.filter(({ optionSources }) => optionSources).map(({ id, optionSources }) => [id, optionSources?.length]))).toEqual({ paytrace: 2, prophet21: 13, shopify: 3, woocommerce: 2 });
  });
});
