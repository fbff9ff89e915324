import { readFileSync, statSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { decryptWithNonce, encryptWithNonce } from './aes-gcm';
import type { KeyService } from './key-service';
import { parseMasterKey, type MasterKey } from './master-key';
import { missingMasterKey, unreadableSecret, VaultError } from './vault.errors';

/** The first one wraps; the others only open what was stored with them. */
export type KeyRing = readonly [MasterKey, ...MasterKey[]];

/** Keys that the process was started with. @throws VaultError MASTER_KEY_INVALID for two keys of one id. */
export function environmentKeys([first, ...others]: KeyRing): KeyService {
  const ring = withOlder([first], others);
  return serviceOn('the environment', () => Promise.resolve(ring));
}

/**
 * Keys of a file, one `id:key` a line, the current one first; `#` begins a comment. The file is read again whenever it
 * was changed, so that a new key comes into use without a restart. While it cannot be read the former keys stay.
 * `older` are keys from elsewhere that only open.
 * @throws VaultError MASTER_KEY_INVALID
 */
export function fileKeys(path: string, older: readonly MasterKey[] = []): KeyService {
  const ring = ringOf(readKeyLines(path), older);
  let known = { stamp: stampOf(statSync(path)), ring };
  return serviceOn(`the file ${path}`, async () => {
    try {
      const stamp = stampOf(await stat(path));
      if (stamp !== known.stamp) known = { stamp, ring: ringOf(readKeyLines(path), older) };
    } catch {
      // Half-written or moved away for a moment: the keys of before open everything that is stored.
    }
    return known.ring;
  });
}

/** @throws VaultError MASTER_KEY_INVALID when it cannot be read, may be changed by others, or names no key. */
export function readKeyLines(path: string): readonly [string, ...string[]] {
  const [first, ...others] = textOf(path)
    .split('\n')
    .map((line) => line.replace(/#.*$/, '').trim())
    .filter(Boolean);
  if (first === undefined) throw new VaultError('MASTER_KEY_INVALID', `The key file ${path} holds no key. Write one id:key a line, the current one first.`);
  return [first, ...others];
}

const writableByOthers = 0o022;

function textOf(path: string): string {
  try {
    if ((statSync(path).mode & writableByOthers) !== 0) {
      throw new VaultError('MASTER_KEY_INVALID', `Others may change the key file ${path}, so its keys are not used. Take that right away: chmod go-w.`);
    }
    return readFileSync(path, 'utf8');
  } catch (cause) {
    if (cause instanceof VaultError) throw cause;
    throw new VaultError('MASTER_KEY_INVALID', `The key file ${path} cannot be read. Correct PENSTOCK_MASTER_KEY_FILE, or the rights of the file.`, { cause });
  }
}

const stampOf = ({ mtimeMs, size, ino }: { mtimeMs: number; size: number; ino: number }): string => `${mtimeMs} ${size} ${ino}`;

const ringOf = ([first, ...others]: readonly [string, ...string[]], older: readonly MasterKey[]): KeyRing =>
  withOlder([parseMasterKey(first)], [...others.map(parseMasterKey), ...older]);

/** The same key may be named twice; two keys of one id are a mistake that would make secrets unreadable. */
function withOlder(ring: KeyRing, [next, ...others]: readonly MasterKey[]): KeyRing {
  if (!next) return ring;
  const namesake = ring.find(({ id }) => id === next.id);
  if (namesake && !namesake.key.equals(next.key)) {
    throw new VaultError('MASTER_KEY_INVALID', `Two master keys have the id ${next.id}. Give each an id of its own.`);
  }
  return withOlder(namesake ? ring : [...ring, next], others);
}

function serviceOn(source: string, ring: () => Promise<KeyRing>): KeyService {
  const find = async (id: string) => {
    const keys = await ring();
    return keys.find((key) => key.id === id) ?? keys.find((key) => key.derivedId === id);
  };
  return {
    source,
    currentId: async () => (await ring())[0].id,
    ids: async () => (await ring()).map(({ id }) => id),
    has: async (id) => (await find(id)) !== undefined,
    async wrap(dataKey, place) {
      const [{ id, key }] = await ring();
      return { masterKeyId: id, wrappedKey: encryptWithNonce(dataKey, { key, place }) };
    },
    async unwrap({ masterKeyId, wrappedKey }, place) {
      const found = await find(masterKeyId);
      if (!found) throw missingMasterKey([masterKeyId]);
      try {
        return decryptWithNonce(wrappedKey, { key: found.key, place });
      } catch (cause) {
        throw unreadableSecret(cause);
      }
    },
  };
}
