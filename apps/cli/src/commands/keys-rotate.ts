import { setTimeout } from 'node:timers/promises';
import type { ApiClient } from '@penstock/api-client';
import type { VaultRotation } from '@penstock/contracts';
import { apiOf } from '../api';
import type { Command } from '../command';

const lookEveryMs = 500;

/** The work is the server's: it goes on when the command is stopped, and the command can be given again to look. */
export const keysRotate: Command = {
  name: 'keys rotate',
  takes: '',
  summary: 'wraps every stored credential anew with the current master key, while flows run',
  options: { background: { says: 'come back at once instead of when it is done' } },
  async run(call) {
    const api = apiOf(call.surroundings);
    const started = await api.vault.rotate();
    const rotation = call.isSet('background') ? started : await untilFinished(api, started, call.surroundings.complain);
    return { data: rotation, lines: linesOf(rotation), isProblem: rotation.unreadable > 0 };
  },
};

async function untilFinished(api: ApiClient, rotation: VaultRotation, note: (line: string) => void): Promise<VaultRotation> {
  if (rotation.finishedAt !== null) return rotation;
  await setTimeout(lookEveryMs);
  const now = await api.vault.rotation();
  if (now.rewrapped !== rotation.rewrapped) note(`${now.rewrapped} of ${now.total}`);
  return untilFinished(api, now, note);
}

function linesOf({ keyId, total, rewrapped, unreadable, finishedAt }: VaultRotation): string[] {
  if (finishedAt === null) return [`Rotation to master key ${keyId} runs: ${rewrapped} of ${total}. Give the command again to see how far it is.`];
  if (unreadable === 0) return [`Done: ${rewrapped} of ${total} credentials are now under master key ${keyId}. Remove an older key when Settings → Vault shows nothing under it.`];
  return [
    `Done but for ${unreadable} of ${total}: their key is missing, or they were changed outside the platform. Nothing is sent with them.`,
    'Enter those credentials again, and keep the older keys until then.',
  ];
}
