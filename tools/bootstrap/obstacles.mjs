import { accessSync, constants } from 'node:fs';

/** First release with everything we rely on: requiring ES modules from CommonJS without a flag. */
const OLDEST_NODE = [20, 19];

/** Something the person at the keyboard has to mend; the message says what and how. */
export class Obstacle extends Error {}

export function requireNodeVersion(version) {
  const [major, minor] = version.split('.').map(Number);
  const [oldestMajor, oldestMinor] = OLDEST_NODE;
  if (major > oldestMajor || (major === oldestMajor && minor >= oldestMinor)) return;
  throw new Obstacle(
    `Penstock needs Node ${OLDEST_NODE.join('.')} or newer; this is ${version}.\n` +
      'Install a newer Node (https://nodejs.org) and run the same command again.',
  );
}

export function requireWritableFolder(folder) {
  try {
    accessSync(folder, constants.W_OK);
  } catch (error) {
    throw new Obstacle(
      `The folder ${folder} cannot be written (${error.code}): Penstock installs and builds inside its own folder.\n` +
        'Copy the clone to a folder you may write, or change its owner, and run the same command again.',
    );
  }
}
