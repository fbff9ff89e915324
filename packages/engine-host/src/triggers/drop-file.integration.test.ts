import { connectors } from '@penstock/connector-catalog';
import type { StoredFile } from '@penstock/connector-sdk';
import { createMemoryFileStorage, type MemoryFileStorage } from '@penstock/connector-sdk/testing';
import { invariant, type OrganizationId } from '@penstock/kernel';
import { createSystemIds, StoreBusy } from '@penstock/runtime-adapters';
import type { EventSource } from '../intake-desk';
import { ScriptedRemote } from '../testing/scripted-remote';
import { openTriggerBench, type TriggerBench } from '../testing/trigger-bench';
import { LiveTriggerOperations, type DeploymentOfOrganization } from './trigger-operations';

let bench: TriggerBench;
let storage: MemoryFileStorage;
let source: EventSource;
let live: DeploymentOfOrganization;
const ids = createSystemIds();

beforeAll(async () => {
  bench = await openTriggerBench();
});
afterAll(() => bench.close());
beforeEach(() => {
  storage = createMemoryFileStorage();
});

type Desk = TriggerBench['desk'];
const operations = (desk: Pick<Desk, 'accept'> = bench.desk) => {
  const { pool, shelf, clock } = bench;
  return new LiveTriggerOperations({
    ...{ pool, desk, shelf, clock, ids, connections: new ScriptedRemote().connections, onBackfill: () => undefined },
    filesOf: () => storage,
    triggerOf: (connector, id) => connectors.find((each) => each.id === connector)?.triggers.find((trigger) => trigger.id === id),
  });
};

async function deployed(trigger: { connector: string; trigger: string; settings: object }): Promise<void> {
  source = await bench.source(trigger);
  const [row] = await bench.rows<{ deployment_id: string }>('select deployment_id from subscription where intake_source_id = $1', [source.sourceId]);
  live = { organizationId: source.organizationId, deploymentId: row?.deployment_id ?? '' };
}
const perRow = { connector: 'files', trigger: 'file-drop', settings: { starts: 'a-run-per-row' } };
const csv = (): Promise<StoredFile> => storage.putText('orders.csv', 'invoice,amount\nA,1.00\nB,2.00\nC,3.00\n');
const runs = async () => (await bench.events(source)).reduce((sum, event) => sum + event.runs, 0);

test('a dropped file starts one run', async () => {
  await deployed({ ...perRow, settings: {} });

  expect(await operations().drop(live, await csv())).toEqual({ outcome: 'dropped', fresh: 1, known: 0, parked: 0 });
  expect(await bench.events(source)).toMatchObject([{ channel: 'file', state: 'routed', runs: 1, payload: expect.stringContaining('"handle":"file_') }]);
});

test('a file of records starts a run for each, and the same content none again', async () => {
  await deployed(perRow);

  const answers = [await operations().drop(live, await csv()), await operations().drop(live, await csv())];

  expect(answers).toEqual([{ outcome: 'dropped', fresh: 3, known: 0, parked: 0 }, { outcome: 'dropped', fresh: 0, known: 3, parked: 0 }]);
  expect(await runs()).toBe(3);
});

test('what a database that went away left out is started when the file comes again, and nothing twice', async () => {
  await deployed(perRow);
  let left = 2;
  const away: Pick<Desk, 'accept'> = { accept: (...event) => ((left -= 1) < 0 ? Promise.reject(new StoreBusy('away')) : bench.desk.accept(...event)) };

  const first = await operations(away).drop(live, await csv());
  const second = await operations().drop(live, await csv());

  expect(first).toMatchObject({ outcome: 'refused', reason: 'busy' });
  // Those that were under way then may be stored before or after; each of them is once.
  invariant(second.outcome === 'dropped', 'the file is taken');
  expect(second.fresh + second.known).toBe(3);
  expect(await runs()).toBe(3);
});

test('a broken file starts nothing', async () => {
  await deployed(perRow);

  expect(await operations().drop(live, await storage.putText('a.csv', 'a,b\n1,2\n3\n'))).toMatchObject({ outcome: 'refused', reason: 'payload', message: expect.stringContaining('record 3') });
  expect(await bench.events(source)).toEqual([]);
});

test('a flow of another organisation, a former version and another trigger take no file', async () => {
  await deployed(perRow);
  const file = await csv();
  const foreign = await operations().drop({ ...live, organizationId: '0193aaaa-0000-7000-8000-00000000dead' as OrganizationId }, file);
  await bench.pool.query(`update deployment set status = 'superseded' where id = $1`, [live.deploymentId]);
  const former = await operations().drop(live, file);
  await deployed({ connector: 'webhook', trigger: connectors.find(({ id }) => id === 'webhook')?.triggers[0]?.id ?? '', settings: {} });
  const other = await operations().drop(live, file);

  invariant(foreign.outcome === 'refused' && former.outcome === 'refused' && other.outcome === 'refused', 'all are refused');
  expect([foreign.reason, former.reason, other.reason]).toEqual(['not-found', 'not-live', 'not-offered']);
});
