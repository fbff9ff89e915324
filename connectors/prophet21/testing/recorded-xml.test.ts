import { parseJson, stringifyJson, type Json, type JsonObject } from '@penstock/kernel';
import { transactionSet } from '../transaction';
import { transactionSetToXml } from '../transaction-xml';
import { recorded, replay, sentTo } from './recorded';
import { anOrder, startSimulatorBench, type SimulatorBench } from './simulator-bench';

const sample = recorded('transaction-xml');

describe('a transaction as XML', () => {
  test('is the recorded one, to the letter', () => {
    const element = {
      name: 'JOBPRICELINE.jobpriceline',
      type: 'List' as const,
      keys: ['item_id'],
      rows: [[['item_id', 'WIDGET-001'] as const]],
    };

    expect(transactionSetToXml(transactionSet('JobContractPricing', [element]))).toBe(sample.request.body);
  });

  test('is sent and asked for as XML', async () => {
    const answer = {
      status: 200,
      headers: {},
      body: '<TransactionSetResult><Messages xmlns:a="x"><a:string>Transaction 1:: Column is disabled: company_id</a:string></Messages><Results /><Summary><Failed>1</Failed><Other>0</Other><Succeeded>0</Succeeded></Summary></TransactionSetResult>',
    };
    const bench = replay([['/api/v2/transaction', answer]], { transactionFormat: 'xml', defaultLocationId: '100' });

    await expect(bench.run('create-order', anOrder())).rejects.toMatchObject({
      details: { class: 'business', message: expect.stringContaining('Column is disabled: company_id') as string },
    });
    const { headers, text } = sentTo(bench, 'POST');
    expect(headers).toEqual({ Accept: 'application/xml', 'Content-Type': 'application/xml' });
    expect(text).toContain('<Edit><Name>po_no</Name><Value>WEB-1001</Value></Edit>');
  });
});

describe('the simulator speaks XML as P21 does', () => {
  let bench: SimulatorBench;
  beforeEach(async () => {
    bench = await startSimulatorBench();
  });
  afterEach(() => bench.close());

  const post = async (text: string) => {
    const headers = { Accept: 'application/xml', 'Content-Type': 'application/xml' };
    return bench.http.send({ method: 'POST', url: '/uiserver0/api/v2/transaction', headers, text });
  };

  test('an order by XML is an order', async () => {
    const xml = bench.withSettings({ transactionFormat: 'xml' });

    expect(await xml.run('create-order', anOrder())).toMatchObject({ orderNo: '1013938' });
    expect(bench.http.sent).toEqual([]);
    expect(bench.simulator.effects).toEqual([expect.objectContaining({ kind: 'order', key: 'WEB-1001' })]);
  });

  test('without the namespace there is no content', async () => {
    const { status, headers, body } = await post('<TransactionSet><Name>Order</Name></TransactionSet>');

    expect([status, headers['content-type']]).toEqual([400, 'application/problem+xml']);
    expect(body).toContain('The content field is required.');
  });

  test('members out of order are skipped without a word', async () => {
    const set = transactionSetToXml(parseJson(stringifyJson(orderBody())) as JsonObject);
    const { status } = await post(set.replace(/<Name>Order<\/Name>(.*)<UseCode/, '$1<Name>Order</Name><UseCode'));

    // `Name` after `Transactions` is not read, so the service is unknown.
    expect(status).toBe(500);
    expect(bench.simulator.effects).toEqual([]);
  });
});

const orderBody = (): Json => recorded('transaction-order-create').request.body ?? null;
