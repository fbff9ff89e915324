import { createTestDatabase, type TestDatabase } from '@penstock/database/testing';
import { seedDemoCompany } from '../demo/seed-demo-company';
import { readApiConfig } from '../platform/config/api-config';
import { assembleForSetUp, type SetUpAssembly } from './assemble-for-set-up';
import { ensureOwner } from './ensure-owner';
import { readSetUpConfig } from './set-up-config';

let database: TestDatabase;
let assembled: SetUpAssembly;
const variables = {
  PENSTOCK_ADMIN_EMAIL: 'owner@home.example',
  PENSTOCK_ADMIN_PASSWORD: 'correct horse',
  PENSTOCK_BOOTSTRAP_API_KEY: 'bootstrap-key-of-the-test',
};
const setUp = readSetUpConfig(variables);
beforeAll(async () => {
  database = await createTestDatabase();
  const config = readApiConfig({
    DATABASE_URL: database.url,
    PENSTOCK_MASTER_KEY: 'ab'.repeat(32),
    PENSTOCK_DEMO: '1',
    PENSTOCK_LOG_LEVEL: 'silent',
  });
  assembled = await assembleForSetUp(config);
});
afterAll(async () => {
  await assembled.close();
  await database.drop();
});

const count = async (table: string): Promise<number> => {
  const [row] = await assembled.dataSource.query<{ count: number }[]>(`select count(*)::int as count from ${table}`);
  return row?.count ?? 0;
};
const seed = async () => {
  const ctx = await ensureOwner(assembled, setUp);
  await seedDemoCompany(assembled, { ctx, intakeSecret: 'whsec_c2VjcmV0IG9mIHRoZSB0ZXN0' });
};

describe('setting up', () => {
  test('makes organisation, environments, owner and key', async () => {
    await ensureOwner(assembled, setUp);

    const made = await Promise.all(['organization', 'environment', 'app_user', 'api_key'].map(count));
    expect(made).toEqual([1, 2, 1, 1]);
  });

  test('deploys the demo company to the sandbox', async () => {
    await seed();

    const live = await assembled.dataSource.query<{ path: string }[]>(
      `select i.path from intake_source i join subscription s on s.intake_source_id = i.id where s.active order by i.path`,
    );
    expect(live.map(({ path }) => path)).toEqual(['paytrace', 'shop-orders']);
    expect(await count('connection')).toBe(2);
  });

  test('changes nothing at the next start', async () => {
    await seed();
    const tables = ['organization', 'environment', 'app_user', 'api_key', 'connection', 'flow', 'flow_version', 'deployment', 'secret'];
    const before = await Promise.all(tables.map(count));

    await seed();

    expect(await Promise.all(tables.map(count))).toEqual(before);
  });

  test('never overwrites the owner’s password', async () => {
    const hashOf = () => assembled.dataSource.query('select password_hash from app_user');
    await ensureOwner(assembled, setUp);
    const before = await hashOf();

    await ensureOwner(assembled, { ...setUp, adminPassword: 'another one' });

    expect(await hashOf()).toEqual(before);
  });
});

describe('the set-up’s variables', () => {
  test.each([
    ['PENSTOCK_ADMIN_EMAIL', 'nobody'],
    ['PENSTOCK_ADMIN_PASSWORD', 'short'],
    ['PENSTOCK_BOOTSTRAP_API_KEY', 'guessable'],
  ])('name %s when it is not fit, without its value', (name, value) => {
    const reading = () => readSetUpConfig({ ...variables, [name]: value });

    expect(reading).toThrow(name);
    expect(reading).not.toThrow(value);
  });
});
