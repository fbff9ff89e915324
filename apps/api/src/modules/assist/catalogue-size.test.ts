import { findCardData } from '@penstock/card-data-guard';
import { connectors } from '@penstock/connector-catalog';
import { describeConnector } from '@penstock/connector-sdk';
import { stepCatalogue } from '@penstock/flow-model';

test('the catalogue of all installed connectors fits a model’s window, and the card-data guard lets it pass', () => {
  const catalogue = stepCatalogue(connectors.map(describeConnector), true);

  expect(JSON.stringify(catalogue).length).toBeLessThan(200_000);
  expect(findCardData(catalogue)).toEqual([]);
});
