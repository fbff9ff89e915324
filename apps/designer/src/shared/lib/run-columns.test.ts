import { labelColumns } from './run-columns';

describe('the business columns of a list of runs', () => {
  test('are the known ones first, then the most frequent', () => {
    const runs = [{ labels: { batch: '7', memo: 'a', invoice: '1001' } }, { labels: { memo: 'b', amount: '5.00' } }];

    expect(labelColumns(runs)).toEqual(['invoice', 'memo', 'batch']);
  });

  test('leave out a label that is empty for every run', () => {
    const runs = [{ labels: { customer: '', order: '12' } }, { labels: { customer: ' ', order: '' } }];

    expect(labelColumns(runs)).toEqual(['order']);
  });

  test('a number of somebody who is named has no column beside the name', () => {
    const runs = [{ labels: { customer: 'Harbor Mechanical', customerId: '100198' } }, { labels: { vendorId: '7' } }];

    expect(labelColumns(runs)).toEqual(['customer', 'vendorId']);
  });
});
