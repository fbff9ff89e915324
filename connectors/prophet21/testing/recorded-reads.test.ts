import { queryPath, equals, numberLiteral, textLiteral } from '../odata';
import { addressOf, recorded, recordedSettings, replay, sentTo } from './recorded';
import { startSimulatorBench } from './simulator-bench';

describe('reads are sent as recorded', () => {
  test('the router, with the slash that keeps it from redirecting', async () => {
    const sample = recorded('ui-router');
    const bench = replay(
      [
        ['/company', { value: [{ company_id: 'ACME', company_name: 'Acme' }] }],
        ['/api/ui/router', sample.response.body],
      ],
      { uiServerUrl: undefined },
    );

    const { summary } = await bench.testConnection();

    expect(sentTo(bench, '/api/ui/router').url).toBe(sample.request.path);
    expect(summary).toContain(recordedSettings.uiServerUrl);
  });

  test('a table query with a count', () => {
    const query = {
      table: 'supplier',
      select: ['supplier_id', 'supplier_name'],
      where: [equals('supplier_id', numberLiteral('10050'))],
      count: true,
    };

    expect(addressOf(queryPath(query, { top: 10, skip: 0 }))).toEqual(
      addressOf(recorded('odata-table-query').request.path),
    );
  });

  test('the open items of a company', () => {
    const { query } = addressOf(recorded('odata-open-ar-query').request.path);
    const built = queryPath(
      {
        table: 'invoice_hdr',
        select: (query['$select'] ?? '').split(','),
        where: [
          equals('paid_in_full_flag', textLiteral('N')),
          equals('invoice_type', textLiteral('IN')),
          equals('company_no', textLiteral('ACME')),
        ],
        orderBy: ['invoice_no'],
      },
      { top: 5000, skip: 0 },
    );

    expect(addressOf(built)).toEqual(addressOf(recorded('odata-open-ar-query').request.path));
  });
});

test('a table asked for without a slash, a view, and a table that is not there are empty answers', async () => {
  const bench = await startSimulatorBench();
  const answers = await Promise.all(
    ['no_such_table', 'p21_view_customer'].map((name) => bench.call('GET', `/odataservice/odata/table/${name}`)),
  );
  await bench.close();

  expect(answers.map(({ status, body }) => [status, body])).toEqual([
    [404, ''],
    [404, ''],
  ]);
});
