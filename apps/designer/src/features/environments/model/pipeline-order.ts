import type { Environment } from '@penstock/contracts';

/**
 * Keys in the order after an environment changed places with its neighbour.
 * @param step -1 up, 1 down
 * @returns null where that cannot be: at an end, or a sandbox would come after a production.
 */
export function orderAfterMove(environments: readonly Environment[], index: number, step: -1 | 1): string[] | null {
  const [moved, neighbour] = [environments[index], environments[index + step]];
  if (!moved || !neighbour || moved.kind !== neighbour.kind) return null;
  const keys = environments.map(({ key }) => key);
  keys[index] = neighbour.key;
  keys[index + step] = moved.key;
  return keys;
}
