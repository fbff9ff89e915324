import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { startCliWorld, type CliWorld } from './cli-world';

jest.setTimeout(60_000);
let world: CliWorld;
beforeAll(async () => {
  world = await startCliWorld();
});
afterAll(() => world.close());

const flowText = (name: string, path: string): string => `format: penstock-flow/1
name: ${name}
trigger:
  name: Order
  connector: webhook
  trigger: signed-webhook
  version: 1
  path: ${path}
  settings:
    dedupeField: order.id
    labels: { invoice: order.id, amount: order.total }
steps:
  prepare:
    name: Prepare
    kind: map
    mapping:
      v: 1
      rules:
        - { id: r1, target: reference, kind: copy, from: { path: trigger.order.id } }
edges:
  - { id: e1, from: trigger, to: prepare }
`;

/** A flow that exists on the server and was pulled into `folder`; answers its file. */
async function pulledFlow(name: string, path: string, folder: string): Promise<{ file: string; flowId: string }> {
  mkdirSync(join(world.folder, `${folder}-new`));
  world.write(`${folder}-new/new.flow.yaml`, flowText(name, path));
  const { data } = (await world.penstock(['flows', 'push', '--folder', `${folder}-new`, '--json'])) as { data: { items: [{ flowId: string }] } };
  const [{ flowId }] = data.items;
  const pulled = (await world.penstock(['flows', 'pull', flowId, '--folder', folder, '--json'])) as { data: { items: [{ file: string }] } };
  return { file: `${folder}/${pulled.data.items[0].file}`, flowId };
}
const edit = (file: string, from: string, to: string): void => world.write(file, world.read(file).replace(from, to));

describe('a developer with the CLI', () => {
  test('pulls a flow, edits, validates, compares, pushes, deploys, runs it and sees what it did', async () => {
    const { file } = await pulledFlow('Journey', 'journey', 'flows');
    edit(file, 'name: Prepare\n', 'name: Prepare the order\n');

    const validated = await world.penstock(['flows', 'validate', file]);
    const compared = await world.penstock(['flows', 'diff', file]);
    const pushed = await world.penstock(['flows', 'push', file]);
    const again = await world.penstock(['flows', 'push', file]);
    const deployed = await world.penstock(['deploy', 'Journey', '--to', 'sandbox', '--note', 'First']);

    expect([validated.exitCode, validated.said]).toEqual([0, '1 file is valid.']);
    expect(compared.said).toContain('-     name: Prepare\n+     name: Prepare the order');
    expect(pushed.said).toMatch(/journey\.flow\.yaml +2 +saved/);
    expect(again.said).toMatch(/journey\.flow\.yaml +2 +unchanged/);
    expect(deployed.said).toMatch(/Version 1 of “Journey” is live in sandbox\.\n.*POST \/hooks\/sandbox\/journey\nIts signing secret, shown only now: whsec_/);

    world.write('order.json', '{"order":{"id":"WEB-1","total":"19.90"}}');
    const start = ['runs', 'start', 'Journey', '--in', 'sandbox', '--payload', 'order.json', '--key', 'WEB-1'];
    const started = (await world.penstock([...start, '--json'])) as { data: { runIds: string[] }; exitCode: number };
    const twice = await world.penstock(start);
    const [runId = ''] = started.data.runIds;
    const watched = await world.penstock(['runs', 'watch', runId, '--timeout', '60']);
    const shown = (await world.penstock(['runs', 'show', runId, '--json'])) as { data: { status: string; steps: { stepId: string; output: unknown }[] } };
    const listed = await world.penstock(['runs', 'list', '--status', 'succeeded', '--environment', 'sandbox']);

    expect(twice.said).toContain('This key has started it before');
    expect([watched.exitCode, watched.said]).toEqual([0, expect.stringContaining('succeeded: “Journey” version 1 in sandbox')]);
    expect(shown.data).toMatchObject({ status: 'succeeded', steps: [{ stepId: 'prepare', output: { reference: 'WEB-1' } }] });
    expect(listed.said).toMatch(new RegExp(`${runId} +succeeded +Journey`));

    const replayed = (await world.penstock(['runs', 'replay', runId, '--reason', 'journey', '--json'])) as { data: { runId: string } };
    expect((await world.penstock(['runs', 'watch', replayed.data.runId])).exitCode).toBe(0);
    expect((await world.penstock(['runs', 'retry', runId])).exitCode).toBe(5);
    expect((await world.penstock(['deployments', '--environment', 'sandbox'])).said).toContain('/hooks/sandbox/journey');
    expect((await world.penstock(['events', '--state', 'routed'])).said).toContain('sandbox');
  });

  test('never overwrites what somebody else saved meanwhile', async () => {
    const { file, flowId } = await pulledFlow('Shared', 'shared', 'mine');
    await world.penstock(['flows', 'pull', flowId, '--folder', 'theirs']);
    const theirs = file.replace('mine/', 'theirs/');
    edit(theirs, 'name: Prepare\n', 'name: Theirs\n');
    await world.penstock(['flows', 'push', theirs]);
    edit(file, 'name: Prepare\n', 'name: Mine\n');

    const pulled = await world.penstock(['flows', 'pull', flowId, '--folder', 'mine']);
    const pushed = await world.penstock(['flows', 'push', file]);
    const asData = await world.penstock(['flows', 'push', file, '--json']);

    expect([pulled.exitCode, world.read(file)]).toEqual([5, expect.stringContaining('name: Mine')]);
    expect(pushed.exitCode).toBe(5);
    expect(pushed.complained).toMatch(/made from revision 1; key Bootstrap has saved revision 2 since\. Nothing was overwritten/);
    expect(pushed.complained).toContain('-     name: Theirs\n+     name: Mine');
    expect(JSON.parse(asData.complained)).toMatchObject({ code: 'DRAFT_CONFLICT', data: { base: 1, mine: { steps: { prepare: { name: 'Mine' } } }, current: { revision: 2, document: { steps: { prepare: { name: 'Theirs' } } } } } });

    const meant = await world.penstock(['flows', 'push', file, '--base', '2']);
    expect(meant.said).toMatch(/ 3 +saved/);
  });

  test('keeps a file that was edited here when the draft has not changed', async () => {
    const { file, flowId } = await pulledFlow('Kept', 'kept', 'kept');
    edit(file, 'name: Prepare\n', 'name: Mine\n');

    const { said } = await world.penstock(['flows', 'pull', flowId, '--folder', 'kept']);

    expect([said, world.read(file)]).toEqual([expect.stringContaining('kept'), expect.stringContaining('name: Mine')]);
  });

  test('does not make a second flow of a name by mistake', async () => {
    await pulledFlow('Only one', 'only-one', 'one');
    mkdirSync(join(world.folder, 'stranger'));
    world.write('stranger/x.flow.yaml', flowText('Only one', 'only-one'));

    const { exitCode, complained } = await world.penstock(['flows', 'push', '--folder', 'stranger']);

    expect([exitCode, complained]).toEqual([5, expect.stringContaining('A flow of this name exists')]);
  });

  test('learns from validating what would keep a flow from running', async () => {
    const { file } = await pulledFlow('Unsound', 'unsound', 'unsound');
    edit(file, 'trigger.order.id', 'steps.nowhere.id');

    const { exitCode, said } = await world.penstock(['flows', 'validate', file]);

    expect([exitCode, said]).toEqual([1, expect.stringMatching(/error: prepare .*nowhere/)]);
  });
});

describe('the tests of a flow', () => {
  const tests = `tests:
  reference:
    name: The reference is the order
    event: |
      { "order": { "id": "WEB-9", "total": 19.90 } }
    expect:
      effects: []
      outputs:
        prepare:
          fields: { reference: WEB-9 }
`;

  test('run on the file as it is, before it is pushed', async () => {
    const { file } = await pulledFlow('Tested', 'tested', 'tested');
    world.write(file, `${world.read(file)}\n${tests}`);

    const passed = await world.penstock(['flows', 'test', file]);
    edit(file, 'path: trigger.order.id', 'path: trigger.order.total');
    const failed = await world.penstock(['flows', 'test', file]);
    const asData = (await world.penstock(['flows', 'test', file, '--json'])) as { data: object };

    expect([passed.exitCode, passed.said]).toEqual([0, 'tested.flow.yaml: passed: The reference is the order\n1 passed, 0 failed.']);
    expect(failed.exitCode).toBe(1);
    expect(failed.said).toContain('reference of what “prepare” gives is another one. Expected "WEB-9", got 19.90.');
    expect(asData.data).toMatchObject({ passed: false, items: [{ file: 'tested.flow.yaml', results: [{ id: 'reference', passed: false }] }] });
  });

  test('are run with those of its mappings, which say the field that is another one', async () => {
    const { file } = await pulledFlow('Mapped', 'mapped', 'mapped');
    const sale = `{ name: A sale, sample: '{"trigger":{"order":{"id":"WEB-1"}}}', at: '2026-03-01T12:00:00Z', expect: { output: '{"reference":"WEB-1"}' } }`;
    edit(file, '    mapping:\n', `    mapping:\n      tests: { sale: ${sale} }\n`);

    const passed = await world.penstock(['flows', 'test', file]);
    edit(file, 'path: trigger.order.id', 'path: trigger.order.total');
    const failed = await world.penstock(['flows', 'test', file]);

    expect([passed.exitCode, passed.said]).toEqual([0, 'mapped.flow.yaml: passed: A sale (mapping of prepare)\n1 passed, 0 failed.']);
    expect([failed.exitCode, failed.said]).toEqual([1, expect.stringContaining('FAILED: A sale (mapping of prepare)')]);
    expect(failed.said).toContain('Expected "WEB-1", got nothing.');
  });

  test('survive a push and a pull', async () => {
    const { file, flowId } = await pulledFlow('Kept tests', 'kept-tests', 'kept-tests');
    world.write(file, `${world.read(file)}\n${tests}`);
    await world.penstock(['flows', 'push', file]);

    await world.penstock(['flows', 'pull', flowId, '--folder', 'kept-again']);

    expect(world.read('kept-again/kept-tests.flow.yaml')).toContain(`event: |\n      { "order": { "id": "WEB-9", "total": 19.90 } }\n`);
    expect((await world.penstock(['flows', 'test', 'kept-again/kept-tests.flow.yaml'])).exitCode).toBe(0);
  });
});

describe('a promotion in a pipeline', () => {
  const keyOf = async (name: string, role: string): Promise<Record<string, string>> => {
    const { data } = (await world.penstock(['keys', 'create', name, '--role', role, '--json'])) as { data: { key: string } };
    return { PENSTOCK_API_KEY: data.key };
  };

  test('is asked for by one key and decided by another that has seen the package', async () => {
    const [builder, approver] = [await keyOf('asking', 'builder'), await keyOf('deciding', 'approver')];
    await pulledFlow('Promoted', 'promoted', 'promoted');
    await world.penstock(['deploy', 'Promoted', '--to', 'sandbox'], builder);

    const preview = await world.penstock(['promote', 'preview', 'Promoted', '--to', 'production'], builder);
    const asked = (await world.penstock(['promote', 'request', 'Promoted', '--to', 'production', '--note', 'First version', '--json'], builder)) as { data: { id: string; packageHash: string }; complained: string };
    const { id, packageHash } = asked.data;
    const own = await world.penstock(['promote', 'approve', id, '--hash', packageHash, '--reason', 'Mine'], builder);
    const unseen = await world.penstock(['promote', 'approve', id, '--hash', '0'.repeat(64), '--reason', 'Not looked'], approver);
    const decided = await world.penstock(['promote', 'approve', id, '--hash', packageHash, '--reason', 'Looked at the diff'], approver);

    expect([preview.exitCode, preview.said]).toEqual([0, expect.stringContaining('Connections')]);
    expect([own.exitCode, unseen.exitCode]).toEqual([4, 5]);
    expect([decided.exitCode, decided.said]).toEqual([0, expect.stringContaining('version 1 of “Promoted” to production, deployed')]);
    expect((await world.penstock(['promote', 'status'])).said).toMatch(new RegExp(`${id} +Promoted +1 +production +deployed`));
    expect((await world.penstock(['deployments', '--environment', 'production'])).said).toContain('Promoted');
  });

  test('that is rejected changes nothing', async () => {
    const [builder, approver] = [await keyOf('asking-too', 'builder'), await keyOf('deciding-too', 'approver')];
    await pulledFlow('Rejected', 'rejected', 'rejected');
    await world.penstock(['deploy', 'Rejected', '--to', 'sandbox'], builder);
    const { data } = (await world.penstock(['promote', 'request', 'Rejected', '--to', 'production', '--note', 'First version', '--json'], builder)) as { data: { id: string } };

    const rejected = await world.penstock(['promote', 'reject', data.id, '--reason', 'Not now'], approver);

    expect([rejected.exitCode, rejected.said]).toEqual([0, expect.stringContaining('rejected')]);
    expect((await world.penstock(['deployments', '--environment', 'production'])).said).not.toContain('Rejected');
  });
});

describe('keys', () => {
  test('can be made with scopes and an end, are shown once and stop when revoked', async () => {
    const made = (await world.penstock(['keys', 'create', 'ci', '--role', 'analyst', '--scope', 'flows:read', '--expires', '2030-01-01T00:00:00Z', '--json'])) as { data: { id: string; key: string } };
    const env = { PENSTOCK_API_KEY: made.data.key };

    expect((await world.penstock(['flows', 'list'], env)).exitCode).toBe(0);
    expect((await world.penstock(['runs', 'list'], env)).exitCode).toBe(4);
    expect((await world.penstock(['keys', 'list'])).said).toMatch(/ci +analyst .*flows:read/);
    expect((await world.penstock(['keys', 'list'])).said).not.toContain(made.data.key);
    expect((await world.penstock(['keys', 'revoke', made.data.id])).exitCode).toBe(0);
    expect((await world.penstock(['flows', 'list'], env)).exitCode).toBe(4);
  });

  test('that have ended are refused', async () => {
    const soon = new Date(Date.now() + 1500).toISOString();
    const made = (await world.penstock(['keys', 'create', 'short', '--role', 'auditor', '--expires', soon, '--json'])) as { data: { key: string } };
    const list = () => world.penstock(['flows', 'list'], { PENSTOCK_API_KEY: made.data.key });

    expect((await list()).exitCode).toBe(0);
    while (Date.now() <= Date.parse(soon)) await list();
    const answer = await list();

    expect([answer.exitCode, answer.complained]).toEqual([4, expect.stringContaining('has expired')]);
  });
});

describe('the flows of the whole organisation', () => {
  test('leave into a folder and come back as they were, calling each other', async () => {
    const { flowId } = await pulledFlow('Called', 'called', 'called');
    const { file } = await pulledFlow('Calling', 'calling', 'calling');
    edit(file, 'edges:', `  call:\n    name: Call\n    kind: sub-flow\n    flowId: ${flowId}\n    input: { v: 1, rules: [] }\n\nedges:`);
    await world.penstock(['flows', 'push', file]);

    const exported = await world.penstock(['export', 'out']);
    const there = await startCliWorld();
    const imported = await there.penstock(['import', join(world.folder, 'out')]);
    const twice = await there.penstock(['import', join(world.folder, 'out')]);
    const exportedThere = await there.penstock(['export', 'out']);
    const [deployed, flows] = [await there.penstock(['deployments']), (await there.penstock(['flows', 'list', '--json'])) as { data: { items: { id: string; name: string }[] } }];

    const files = readdirSync(join(world.folder, 'out')).filter((name) => name.endsWith('.flow.yaml'));
    const calledThere = flows.data.items.find(({ name }) => name === 'Called')?.id ?? '';
    expect([exported.exitCode, imported.exitCode, twice.exitCode, exportedThere.exitCode]).toEqual([0, 0, 0, 0]);
    expect(twice.said).not.toContain('created');
    expect(deployed.said).toBe('Nothing is deployed.');
    for (const name of files) expect(there.read(`out/${name}`)).toBe(world.read(`out/${name}`).replace(flowId, calledThere));
    expect(there.read('out/calling.flow.yaml')).toContain(`flowId: ${calledThere}`);
    await there.close();
  });

  test.each([
    ['a file outside of the folder', '{"format":"penstock-export/1","flows":[{"file":"../../etc/passwd.flow.yaml","flowId":"0193a000-0000-7000-8000-000000000001","name":"x"}]}', /plain name/],
    ['a file that is not there', '{"format":"penstock-export/1","flows":[{"file":"gone.flow.yaml","flowId":"0193a000-0000-7000-8000-000000000001","name":"x"}]}', /Missing in/],
    ['a field nobody knows', '{"format":"penstock-export/1","flows":[],"organizationId":"x"}', /organizationId/],
    ['no JSON', '{', /not as an export writes it/],
    ['more than any export', ' '.repeat(4 * 1024 * 1024 + 1), /larger than any export/],
  ])('do not come in from an export with %s', async (name, manifest, expected) => {
    const folder = `bad-${name.replace(/\W/g, '-')}`;
    mkdirSync(join(world.folder, folder));
    world.write(`${folder}/penstock-export.json`, manifest);

    const { exitCode, complained } = await world.penstock(['import', folder]);

    expect([exitCode, complained]).toEqual([1, expect.stringMatching(expected)]);
  });

  test('do not come in when one of their files is larger than any flow', async () => {
    mkdirSync(join(world.folder, 'huge'));
    world.write('huge/penstock-export.json', '{"format":"penstock-export/1","flows":[{"file":"huge.flow.yaml","flowId":"0193a000-0000-7000-8000-000000000001","name":"x"}]}');
    world.write('huge/huge.flow.yaml', 'x'.repeat(9 * 1024 * 1024));

    const { exitCode, complained } = await world.penstock(['import', 'huge']);

    expect([exitCode, complained]).toEqual([1, expect.stringContaining('has 9437184 bytes')]);
  });
});

describe('the audit log', () => {
  test('is verified and written into a file', async () => {
    const verified = await world.penstock(['audit', 'verify']);
    const exported = await world.penstock(['audit', 'export', 'audit.jsonl']);

    expect([verified.exitCode, verified.said]).toEqual([0, expect.stringMatching(/^Intact: \d+ entries\.\nNote its end down/)]);
    expect([exported.exitCode, JSON.parse(world.read('audit.jsonl').split('\n')[0] ?? '')]).toEqual([0, expect.objectContaining({ number: 1 })]);
  });
});

describe('connections', () => {
  test('are listed without secrets, and a test of one that does not exist says so', async () => {
    const listed = await world.penstock(['connections', 'list', '--environment', 'sandbox']);
    const tested = await world.penstock(['connections', 'test', '0193aaaa-0000-7000-8000-000000000000']);

    expect([listed.exitCode, listed.said]).toEqual([0, 'There are no connections.']);
    expect([tested.exitCode, tested.complained]).toEqual([1, expect.stringContaining('There is no such connection')]);
  });
});
