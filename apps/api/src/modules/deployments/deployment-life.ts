import type { ChangeDeploymentRequest } from '@penstock/contracts';
import type { DeploymentStatus } from '@penstock/database';

type Wanted = ChangeDeploymentRequest['status'];

/** What a deployment can become from what it is; nothing once it has ended. */
const nexts: Readonly<Record<DeploymentStatus, readonly Wanted[]>> = {
  active: ['paused', 'draining', 'stopped'],
  paused: ['active', 'draining', 'stopped'],
  draining: ['active', 'paused', 'stopped'],
  superseded: [],
  stopped: [],
};

/** `same`: there is nothing to do. */
export function stepOfLife(from: DeploymentStatus, to: Wanted): 'goes' | 'same' | 'ended' {
  if (from === to) return 'same';
  return nexts[from].includes(to) ? 'goes' : 'ended';
}
