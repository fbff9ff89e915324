import { manualClock, sequentialIds } from '@penstock/kernel';
import { environmentKeys } from './key-ring';
import { parseMasterKey, type MasterKey } from './master-key';
import type { SecretOwner } from './secret-place';
import type { Statements } from './statements';
import { createVault } from './vault';

const keyOf = (byte: string): MasterKey => parseMasterKey(byte.repeat(32));
const [firstKey, secondKey] = [keyOf('11'), keyOf('22')];
const paytrace: SecretOwner = { organizationId: 'org-a', kind: 'connection', id: 'paytrace-live' };

interface Row {
  organization_id: string;
  owner_kind: string;
  owner_id: string;
  name: string;
  master_key_id: string;
  wrapped_key: Buffer;
  nonce: Buffer;
  ciphertext: Buffer;
  set_at: Date;
}

/** A secret table in memory that understands the vault's four statements. */
function secretTable(): { rows: Row[]; statements: Statements } {
  const rows: Row[] = [];
  const find = (kind: unknown, id: unknown, name: unknown) =>
    rows.findIndex((row) => row.owner_kind === kind && row.owner_id === id && row.name === name);
  const statements: Statements = {
    query: (sql, v) => {
      if (/insert/.test(sql)) {
        const at = find(v[2], v[3], v[4]);
        const row = {
          organization_id: v[1], owner_kind: v[2], owner_id: v[3], name: v[4], master_key_id: v[5],
          wrapped_key: v[6], nonce: v[7], ciphertext: v[8], set_at: v[9],
        } as Row;
        rows.splice(at < 0 ? rows.length : at, at < 0 ? 0 : 1, row);
      } else if (/delete/.test(sql)) {
        const at = find(v[1], v[2], v[3]);
        if (at >= 0) rows.splice(at, 1);
      } else if (/set_at from/.test(sql)) {
        return Promise.resolve({ rows: rows.filter((row) => row.owner_id === v[2] && row.organization_id === v[0]) });
      } else {
        const row = rows[find(v[0], v[1], v[2])];
        return Promise.resolve({ rows: row ? [row] : [] });
      }
      return Promise.resolve({ rows: [] });
    },
  };
  return { rows, statements };
}

function aVault(masterKeys: readonly [MasterKey, ...MasterKey[]] = [firstKey], table = secretTable()) {
  const vault = createVault({ statements: table.statements, keys: environmentKeys(masterKeys), clock: manualClock(1_000), ids: sequentialIds() });
  return { vault, table };
}

describe('a stored secret', () => {
  test('is read back exactly as it was entered', async () => {
    const { vault } = aVault();

    await vault.set(paytrace, { name: 'password', value: 'pä$$ "word"' });

    expect(await vault.read('connection', 'paytrace-live', 'password')).toBe('pä$$ "word"');
  });

  test('never stands in the table in readable form', async () => {
    const { vault, table } = aVault();

    await vault.set(paytrace, { name: 'password', value: 'canary-secret' });

    const stored = table.rows.flatMap((row) => [row.wrapped_key, row.nonce, row.ciphertext]);
    expect(Buffer.concat(stored).toString('latin1')).not.toContain('canary-secret');
  });

  test('is described by name and time only', async () => {
    const { vault } = aVault();
    await vault.set(paytrace, { name: 'password', value: 'x' });

    const described = await vault.describe(paytrace);

    expect(described).toEqual([{ name: 'password', setAt: new Date(1_000) }]);
  });

  test('is replaced when it is set again', async () => {
    const { vault } = aVault();
    await vault.set(paytrace, { name: 'password', value: 'old' });

    await vault.set(paytrace, { name: 'password', value: 'new' });

    expect(await vault.read('connection', 'paytrace-live', 'password')).toBe('new');
  });

  test('is gone after it was deleted', async () => {
    const { vault } = aVault();
    await vault.set(paytrace, { name: 'password', value: 'x' });

    await vault.delete(paytrace, 'password');

    expect(await vault.read('connection', 'paytrace-live', 'password')).toBeUndefined();
  });

  test('uses fresh key material for every write (E1)', async () => {
    const { vault, table } = aVault();

    await vault.set(paytrace, { name: 'a', value: 'same' });
    await vault.set(paytrace, { name: 'b', value: 'same' });

    expect(table.rows[0]?.nonce.equals(table.rows[1]?.nonce ?? Buffer.alloc(0))).toBe(false);
    expect(table.rows[0]?.wrapped_key.equals(table.rows[1]?.wrapped_key ?? Buffer.alloc(0))).toBe(false);
  });
});

describe('a secret that was tampered with', () => {
  const change = (bytes: Buffer, at: number): void => {
    bytes[at] = (bytes[at] ?? 0) ^ 1;
  };

  test.each(['wrapped_key', 'nonce', 'ciphertext'] as const)('is refused when one bit of its %s changed (E4)', async (part) => {
    const { vault, table } = aVault();
    await vault.set(paytrace, { name: 'password', value: 'secret' });
    change(table.rows[0]?.[part] ?? Buffer.alloc(1), 3);

    const reading = vault.read('connection', 'paytrace-live', 'password');

    await expect(reading).rejects.toMatchObject({ code: 'SECRET_UNREADABLE' });
  });

  test.each([
    ['owner', { owner_id: 'paytrace-test' }],
    ['organisation', { organization_id: 'org-b' }],
    ['name', { name: 'username' }],
  ])('is refused when its row is moved to another %s (E3)', async (_, moved) => {
    const { vault, table } = aVault();
    await vault.set(paytrace, { name: 'password', value: 'secret' });
    const row = Object.assign(table.rows[0] as Row, moved);

    const reading = vault.read('connection', row.owner_id, row.name);

    await expect(reading).rejects.toMatchObject({ code: 'SECRET_UNREADABLE' });
  });

  test('tells nothing of the secret in the refusal', async () => {
    const { vault, table } = aVault();
    await vault.set(paytrace, { name: 'password', value: 'canary-secret' });
    change(table.rows[0]?.ciphertext ?? Buffer.alloc(1), 0);

    const refusal = await vault.read('connection', 'paytrace-live', 'password').catch(String);

    expect(refusal).not.toContain('canary');
  });
});

describe('the key ring', () => {
  test('keeps old secrets readable after a rotation', async () => {
    const { vault, table } = aVault([firstKey]);
    await vault.set(paytrace, { name: 'password', value: 'from before' });

    const rotated = aVault([secondKey, firstKey], table).vault;

    expect(await rotated.read('connection', 'paytrace-live', 'password')).toBe('from before');
  });

  test('encrypts with its first key', async () => {
    const { vault, table } = aVault([secondKey, firstKey]);

    await vault.set(paytrace, { name: 'password', value: 'x' });

    expect(table.rows[0]?.master_key_id).toBe(secondKey.id);
  });

  test('says so when the needed key is missing', async () => {
    const { vault, table } = aVault([firstKey]);
    await vault.set(paytrace, { name: 'password', value: 'x' });

    const reading = aVault([secondKey], table).vault.read('connection', 'paytrace-live', 'password');

    await expect(reading).rejects.toMatchObject({ code: 'MASTER_KEY_MISSING' });
  });

  test('refuses another key under the same id', async () => {
    const { vault, table } = aVault([firstKey]);
    await vault.set(paytrace, { name: 'password', value: 'x' });

    const impostor = { ...secondKey, id: firstKey.id };
    const reading = aVault([impostor], table).vault.read('connection', 'paytrace-live', 'password');

    await expect(reading).rejects.toMatchObject({ code: 'SECRET_UNREADABLE' });
  });
});

describe('a master key', () => {
  test('is the same key in base64 and in hex', () => {
    const hex = parseMasterKey('ab'.repeat(32));

    const base64 = parseMasterKey(Buffer.from('ab'.repeat(32), 'hex').toString('base64'));

    expect(base64).toEqual(hex);
  });

  test.each([[''], ['short'], ['zz'.repeat(32)], ['ab'.repeat(31)], ['a'.repeat(60)]])('is refused as %p, with a way to make one', (text) => {
    const parsing = () => parseMasterKey(text);

    expect(parsing).toThrow(/randomBytes\(32\)/);
  });

  test('has an id that holds none of its bytes', () => {
    const { id, key } = parseMasterKey('ab'.repeat(32));

    expect(key.toString('hex')).not.toContain(id);
  });
});

describe('a named master key', () => {
  const named = (id: string, byte: string): MasterKey => parseMasterKey(`${id}:${byte.repeat(32)}`);

  test('carries its name, and opens what was stored before it had one', async () => {
    const { vault, table } = aVault([keyOf('11')]);
    await vault.set(paytrace, { name: 'password', value: 'from before' });

    const later = aVault([named('2026', '22'), named('2025', '11')], table).vault;

    expect(await later.read('connection', 'paytrace-live', 'password')).toBe('from before');
  });

  test('is stored with what it encrypts', async () => {
    const { vault, table } = aVault([named('2026', '22')]);

    await vault.set(paytrace, { name: 'password', value: 'x' });

    expect(table.rows[0]?.master_key_id).toBe('2026');
  });

  test('may be in the ring twice, but not with two contents', () => {
    expect(() => environmentKeys([named('a', '11'), named('a', '11')])).not.toThrow();
    expect(() => environmentKeys([named('a', '11'), named('a', '22')])).toThrow(/id a\./);
  });
});
