import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '@penstock/database';
import type { DeploymentOfOrganization } from '@penstock/engine-host';
import { roleIn, type RequestContext } from '../../platform/auth/request-context';
import { operators } from '../../platform/auth/roles';
import { deploymentNotFound, TriggerError } from './triggers.errors';

const selectEnvironment = `
  select e.id, e.kind, e.name from deployment d join environment e on e.id = d.environment_id where d.organization_id = $1 and d.id = $2`;

/** Outside the sandbox a start moves real money: operators only, like every other act on runs. */
@Injectable()
export class DeploymentAtHand {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** @throws TriggerError DEPLOYMENT_NOT_FOUND, ROLE_MAY_NOT_START_HERE */
  async forStarting(ctx: RequestContext, deploymentId: string): Promise<DeploymentOfOrganization> {
    const { id, kind, name } = await this.environmentOf(ctx, deploymentId);
    const role = roleIn(ctx.actor, id);
    if (kind !== 'sandbox' && !operators.includes(role)) {
      throw new TriggerError(
        'ROLE_MAY_NOT_START_HERE',
        `The role ${role} may start flows in the sandbox only. Nothing was started. Ask an operator to do it in ${name}.`,
      );
    }
    return { organizationId: ctx.organizationId, deploymentId };
  }

  /** @throws TriggerError DEPLOYMENT_NOT_FOUND */
  async environmentOf(ctx: RequestContext, deploymentId: string): Promise<{ readonly id: string; readonly kind: string; readonly name: string }> {
    const [row] = await this.unitOfWork.read(ctx).query<{ id: string; kind: string; name: string }>(selectEnvironment, [deploymentId]);
    if (!row) throw deploymentNotFound();
    return row;
  }
}
