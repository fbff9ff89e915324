import { randomBytes } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createTestDatabase, type TestDatabase } from '@penstock/database/testing';
import { flowDocument } from '@penstock/flow-model';
import { uuidv7, type Ids } from '@penstock/kernel';
import { createSystemIds } from '@penstock/runtime-adapters';
import { Client, Pool } from 'pg';
import { createEngineHost } from '../create-engine-host';
import type { EngineHost } from '../engine-host';

/** The job as it runs in a worker, with a real database and a Prophet 21 that describes its tables over HTTP. */
let database: TestDatabase;
let pool: Pool;
let erp: Server;
let host: EngineHost;
const ids: Ids = createSystemIds();
let columns: Record<string, object>;
let isDown = false;
/** Takes questions and answers none. */
let isHanging = false;
let asked: (() => void) | undefined;
let organizationId: string;
let environmentId: string;

beforeAll(async () => {
  database = await createTestDatabase();
  pool = new Pool({ connectionString: database.url, max: 2 });
  erp = createServer((request, response) => {
    request.resume();
    response.setHeader('content-type', 'application/json');
    asked?.();
    if (isHanging) return;
    if (isDown) return void response.writeHead(503).end('{}');
    if (request.url?.includes('token')) return void response.end(JSON.stringify({ AccessToken: 'a-token', ExpiresInSeconds: 86400, TokenType: 'Bearer' }));
    return void response.end(JSON.stringify({ $Version: '4.0', ns: { container: { oe_hdr: { $Type: 'dbo.oe_hdr' } } }, dbo: { oe_hdr: { $Kind: 'EntityType', ...columns } } }));
  });
  await new Promise<void>((resolve) => erp.listen(0, '127.0.0.1', resolve));
  host = await aHost();
});
const aHost = () =>
  createEngineHost({
    databaseUrl: database.url,
    roles: { intake: false, worker: true },
    secrets: { read: async () => 'the password' },
    allowedPrivateHosts: ['127.0.0.1'],
    log: () => undefined,
    callbackKeys: ['test'],
    publicUrl: 'http://localhost:4000',
  });
afterAll(async () => {
  await host.drain();
  erp.closeAllConnections();
  await new Promise((resolve) => erp.close(resolve));
  await pool.end();
  await database.drop();
});
beforeEach(async () => {
  columns = { order_no: {}, po_no: { $Nullable: true }, customer_id: { $Type: 'Edm.Decimal' } };
  isDown = false;
  isHanging = false;
  [organizationId, environmentId] = [ids.next(), ids.next()];
  await pool.query('insert into organization (id, name) values ($1, $2)', [organizationId, 'Test company']);
  await pool.query(`insert into environment (id, organization_id, key, name, kind, position) values ($1, $2, 'sandbox', 'Sandbox', 'sandbox', 1)`, [environmentId, organizationId]);
});

const copy = (target: string, path: string, more: object = {}) => ({ id: target, target, kind: 'copy', from: { path }, ...more });
const throughTable = (target: string, path: string) => ({ id: target, target, kind: 'pipe', from: [{ path }], steps: [{ op: 'valueTable', args: { table: 'environment.states' } }] });

const table = (rows: readonly string[][]) =>
  pool.query(
    `insert into reference_table (id, organization_id, environment_id, name, kind, rows, revision, updated_by) values ($1, $2, $3, 'states', 'value-table', $4, 1, 'test')
     on conflict (environment_id, name) do update set rows = excluded.rows`,
    [ids.next(), organizationId, environmentId, JSON.stringify(rows)],
  );

/** A deployed flow whose one map step has these rules. */
async function aFlow(name: string, rules: readonly object[], trigger: object = { connector: 'webhook', trigger: 'signed-webhook', path: 'payments' }): Promise<string> {
  const [flowId, versionId, deploymentId] = [ids.next(), ids.next(), ids.next()];
  const position = { x: 0, y: 0 };
  const document = flowDocument.parse({
    schemaVersion: 1,
    name,
    trigger: { name: 'Payment', version: 1, position, ...trigger },
    steps: { map: { id: 'map', name: 'Make the receipt', kind: 'map', position, mapping: { v: 1, rules } } },
    edges: [{ id: 'e', from: 'trigger', port: 'default', to: 'map' }],
  });
  await pool.query('insert into flow (id, organization_id, name) values ($1, $2, $3)', [flowId, organizationId, name]);
  await pool.query(`insert into flow_version (id, organization_id, flow_id, number, hash, document, note, created_by) values ($1, $2, $3, 1, 'h', $4, '', 'test')`, [versionId, organizationId, flowId, JSON.stringify(document)]);
  await pool.query(`insert into deployment (id, organization_id, environment_id, flow_id, flow_version_id, status, deployed_by) values ($1, $2, $3, $4, $5, 'active', 'test')`, [deploymentId, organizationId, environmentId, flowId, versionId]);
  return flowId;
}

async function events(flowId: string, count: number, payload: (at: number) => object): Promise<void> {
  for (let at = 0; at < count; at += 1) {
    const [eventId, runId] = [ids.next(), uuidv7(Date.now(), randomBytes(10))];
    await pool.query(`insert into event (id, organization_id, environment_id, path, channel, dedupe_key, state, payload) values ($1, $2, $3, 'payments', '', $4, 'routed', $5)`, [eventId, organizationId, environmentId, eventId, JSON.stringify(payload(at))]);
    await pool.query(
      `insert into run (id, organization_id, environment_id, flow_id, flow_version_id, deployment_id, event_id, status, finished_at)
       select $1, $2, $3, $4, flow_version_id, id, $5, 'succeeded', now() from deployment where flow_id = $4`,
      [runId, organizationId, environmentId, flowId, eventId],
    );
  }
}

/** Asks as the API does. */
async function request(): Promise<void> {
  await pool.query(
    `insert into schema_check (environment_id, organization_id, requested_at, requested_by) values ($1, $2, clock_timestamp(), 'test')
     on conflict (environment_id) do update set requested_at = clock_timestamp()`,
    [environmentId, organizationId],
  );
  host.schemaCheckRequested();
}

/** Waits until the check that was asked for is done. */
async function check(): Promise<{ readonly problems: readonly { message: string }[] }> {
  await request();
  for (;;) {
    const { rows } = await pool.query<{ problems: { message: string }[] }>('select problems from schema_check where environment_id = $1 and checked_at >= requested_at', [environmentId]);
    if (rows[0]) return rows[0];
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

interface Finding {
  readonly status: string;
  readonly kind: string;
  readonly path: string;
  readonly change: { readonly values?: readonly string[] };
  readonly places: readonly { readonly flowName: string; readonly ruleId: string }[];
}
const findings = async (): Promise<readonly Finding[]> => (await pool.query<Finding>('select status, kind, path, change, places from schema_finding where environment_id = $1 order by found_at, kind, path', [environmentId])).rows;

/** All that the comparison keeps of this environment, as text. */
const remembered = async (): Promise<string> => {
  const { rows } = await pool.query<{ row: string }>('select s::text as row from schema_snapshot s where environment_id = $1 union all select f::text from schema_finding f where environment_id = $1', [environmentId]);
  return rows.map(({ row }) => row.replaceAll('""', '"')).join('\n');
};

const payment = (more: object = {}) => ({ id: '1x', invoice: 'WEB-1', status: 'captured', ...more });

describe('the comparison of schemas', () => {
  test('tells three flows that a field of their events became optional, and not the one that thought of it', async () => {
    const rules = [copy('reference', 'trigger.invoice')];
    const [first] = [await aFlow('A', rules), await aFlow('B', rules), await aFlow('C', rules), await aFlow('D', [copy('reference', 'trigger.invoice', { default: '' })])];
    await events(first, 12, () => payment());
    await check();
    expect(await findings()).toEqual([]);

    await events(first, 2, () => ({ id: '2x', status: 'captured', extra: true }));
    await check();
    await check();

    expect(await findings()).toMatchObject([{ status: 'open', kind: 'optional', path: 'invoice', places: [{ flowName: 'A', ruleId: 'reference' }, { flowName: 'B' }, { flowName: 'C' }] }]);
  });

  test('tells of a value that the table of the environment has no row for, until it has one', async () => {
    await table([['captured', 'C']]);
    const flow = await aFlow('A', [throughTable('state', 'trigger.status')]);
    await events(flow, 20, () => payment());
    await check();
    await events(flow, 1, () => payment({ status: 'voided' }));
    await check();
    expect(await findings()).toMatchObject([{ status: 'open', kind: 'values', path: 'status', change: { values: ['voided'] } }]);

    await table([['captured', 'C'], ['voided', 'V']]);
    await check();

    expect(await findings()).toMatchObject([{ status: 'resolved', places: [] }]);
  });

  test('what somebody put aside stays so until there is more of it', async () => {
    const flow = await aFlow('A', [throughTable('state', 'trigger.status')]);
    await table([['captured', 'C']]);
    await events(flow, 40, () => payment());
    await check();
    await events(flow, 1, () => payment({ status: 'voided' }));
    await check();
    await pool.query(`update schema_finding set status = 'acknowledged' where environment_id = $1`, [environmentId]);

    await check();
    expect(await findings()).toMatchObject([{ status: 'acknowledged' }]);

    await events(flow, 1, () => payment({ status: 'refunded' }));
    await check();
    expect(await findings()).toMatchObject([{ status: 'open', change: { values: ['voided', 'refunded'] } }]);
  });

  test('remembers no values but of fields that are read through known values, and none from before an erasure', async () => {
    await table([['captured', 'C']]);
    const flow = await aFlow('A', [throughTable('state', 'trigger.status'), copy('name', 'trigger.name')]);
    await events(flow, 20, () => payment({ name: 'Joann' }));
    await check();
    await events(flow, 1, () => payment({ status: 'Roe', name: 'Joann' }));
    await check();
    expect(await remembered()).toContain('"Roe"');
    expect(await remembered()).not.toContain('Joann');

    await pool.query('update event set payload = null where environment_id = $1', [environmentId]);
    await pool.query(`insert into erasure (id, organization_id, requested_by, reason, selection, events, runs, steps, effects) values ($1, $2, 'test', 'asked for', '{}', 21, 21, 0, 0)`, [ids.next(), organizationId]);
    await check();

    expect(await remembered()).not.toMatch(/Roe|captured/);
    expect(await remembered()).toContain('invoice');
  });

  test('what a flow feels that a newer version made stays, and the check says that it could not be read', async () => {
    const rules = [copy('reference', 'trigger.invoice')];
    const [mine, newer] = [await aFlow('Mine', rules), await aFlow('Newer', rules)];
    await events(mine, 12, () => payment());
    await check();
    await events(mine, 2, () => ({ id: '2x' }));
    await check();
    await pool.query(`update flow_version set document = jsonb_set(document, '{schemaVersion}', '2') where flow_id = $1`, [newer]);

    const { problems } = await check();

    expect(problems).toMatchObject([{ title: 'Newer', message: expect.stringContaining('newer version of Penstock') }]);
    expect(await findings()).toMatchObject([{ status: 'open', path: 'invoice', places: [{ flowName: 'Mine' }, { flowName: 'Newer' }] }]);

    await pool.query(`update deployment set status = 'stopped' where flow_id = $1`, [mine]);
    await check();

    expect(await findings()).toMatchObject([{ status: 'open', path: 'invoice' }]);
  });

  test.each([
    ['sub-flows', { connector: 'flow', trigger: 'called' }],
    ['triggers on one slot', { connector: 'prophet21', trigger: 'changed-records', slot: 'erp' }],
  ])('the events of two %s are two things', async (_name, trigger) => {
    const [orders, customers] = [await aFlow('Orders', [copy('order', 'trigger.order_no')], trigger), await aFlow('Customers', [copy('name', 'trigger.name')], trigger)];
    await events(orders, 12, (at) => ({ order_no: at }));
    await check();
    await events(customers, 12, (at) => ({ name: `Customer ${at}` }));

    await check();

    expect(await findings()).toEqual([]);
  });

  describe('with a system that describes itself', () => {
    beforeEach(async () => {
      const connectionId = ids.next();
      const settings = { baseUrl: `http://127.0.0.1:${(erp.address() as AddressInfo).port}`, username: 'penstock', companyId: 'HSC' };
      await pool.query(`insert into connection (id, organization_id, environment_id, name, connector, settings, fingerprint) values ($1, $2, $3, 'P21', 'prophet21', $4, 'x')`, [connectionId, organizationId, environmentId, JSON.stringify(settings)]);
      await pool.query(`insert into slot_binding (organization_id, environment_id, slot, connection_id) values ($1, $2, 'erp', $3)`, [organizationId, environmentId, connectionId]);
    });
    const changed = { connector: 'prophet21', trigger: 'order-changed', slot: 'erp' };

    test('finds a column that is gone and one of another type, and resolves when it is back', async () => {
      await aFlow('A', [copy('po', 'trigger.record.po_no'), copy('customer', 'trigger.record.customer_id')], changed);
      expect((await check()).problems).toEqual([]);
      const before = columns;
      columns = { order_no: {}, customer_id: {}, ud_region: {} };
      await check();
      expect(await findings()).toMatchObject([{ kind: 'removed', path: 'record.po_no' }, { kind: 'type', path: 'record.customer_id' }]);

      columns = before;
      await check();
      expect(await findings()).toMatchObject([{ status: 'resolved' }, { status: 'resolved' }]);
    });

    test('a system that is away is a problem of the check; what was found of it stays', async () => {
      await aFlow('A', [copy('po', 'trigger.record.po_no')], changed);
      await check();
      columns = { order_no: {} };
      await check();
      isDown = true;

      const { problems } = await check();

      expect(problems).toMatchObject([{ message: expect.stringContaining('Prophet 21') }]);
      expect(await findings()).toMatchObject([{ status: 'open', kind: 'removed' }]);
    });

    test('a shutdown waits for no system that hangs; the next process does the check', async () => {
      await aFlow('A', [copy('po', 'trigger.record.po_no')], changed);
      isHanging = true;
      const isAsked = new Promise<void>((resolve) => (asked = resolve));
      await request();
      await isAsked;

      const begun = Date.now();
      await host.drain();
      const took = Date.now() - begun;

      isHanging = false;
      host = await aHost();
      expect(took).toBeLessThan(5_000);
      expect((await check()).problems).toEqual([]);
    });
  });

  test('waits for no other process that works on it, and goes on when that one is dead', async () => {
    await aFlow('A', [copy('reference', 'trigger.invoice')]);
    const other = new Client({ connectionString: database.url });
    await other.connect();
    await other.query('select pg_advisory_lock(7283510023)');
    const checking = check();
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect((await pool.query('select 1 from schema_check where environment_id = $1 and checked_at is not null', [environmentId])).rows).toEqual([]);

    await other.end();
    host.schemaCheckRequested();
    await checking;
  });

  test('a check that breaks off is over and says so', async () => {
    await aFlow('A', [copy('reference', 'trigger.invoice')]);
    await check();
    await pool.query(`update schema_snapshot set shape = '{"objects": 1, "fields": 1}' where environment_id = $1 and kind = 'observed'`, [environmentId]);

    expect((await check()).problems).toMatchObject([{ message: expect.stringContaining('broke off') }]);
  });

  test('keeps a bounded history', async () => {
    const flow = await aFlow('A', [copy('reference', 'trigger.invoice')]);
    for (let count = 0; count < 13; count += 1) {
      await events(flow, 1, () => payment({ [`field${count}`]: 1 }));
      await check();
    }
    const { rows } = await pool.query<{ count: number }>(`select count(*)::int as count from schema_snapshot where environment_id = $1 and kind = 'observed'`, [environmentId]);

    expect(rows[0]?.count).toBe(10);
  });
});
