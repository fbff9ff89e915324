import { Inject, Injectable } from '@nestjs/common';
import type { Deployment, Page } from '@penstock/contracts';
import { UnitOfWork } from '@penstock/database';
import type { FlowTrigger } from '@penstock/flow-model';
import { invariant } from '@penstock/kernel';
import type { RequestContext } from '../../platform/auth/request-context';
import type { ConnectorShelf } from '../../platform/connector-shelf';
import { idFromCursor, pageFrom } from '../../platform/paging';
import { CONNECTOR_SHELF } from '../../platform/tokens';
import type { DeploymentQuery } from './deployments.dto';

/** A deployment that drains has ended with its last run; nobody needs to write that down. */
const status = `case when d.status = 'draining' and not exists (
    select 1 from run_queue q join run r on r.id = q.run_id where r.deployment_id = d.id) then 'stopped' else d.status end`;

const selectDeployments = `
  select d.id, d.flow_id, f.name as flow_name, e.key as environment, v.number, v.hash, v.document->'trigger' as trigger,
         ${status} as status, d.deployed_at, d.deployed_by
  from deployment d
    join flow f on f.id = d.flow_id
    join flow_version v on v.id = d.flow_version_id
    join environment e on e.id = d.environment_id
  where d.organization_id = $1
    and ($2::uuid is null or d.id < $2) and ($3::uuid is null or d.id = $3)
    and ($4::text is null or e.key = $4) and ($5::uuid is null or d.flow_id = $5)
    and ${status} = any($6::text[])
  order by d.id desc limit $7`;

interface DeploymentListRow {
  readonly id: string;
  readonly flow_id: string;
  readonly flow_name: string;
  readonly environment: string;
  readonly number: number;
  readonly hash: string;
  readonly trigger: FlowTrigger;
  readonly status: Deployment['status'];
  readonly deployed_at: Date;
  readonly deployed_by: string;
}

/** Reads deployments with the addresses at which they can be reached. */
@Injectable()
export class DeploymentReads {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    @Inject(CONNECTOR_SHELF) private readonly shelf: ConnectorShelf,
  ) {}

  async page(ctx: RequestContext, query: DeploymentQuery): Promise<Page<Deployment> & { items: Deployment[] }> {
    const { cursor, limit, environment, flowId, status } = query;
    const rows = await this.unitOfWork.read(ctx).query<DeploymentListRow>(selectDeployments, [
      idFromCursor(cursor),
      null,
      environment ?? null,
      flowId ?? null,
      status ? [status] : ['active', 'paused', 'draining'],
      limit + 1,
    ]);
    return pageFrom(rows, limit, (row) => this.viewFrom(row));
  }

  async one(ctx: RequestContext, id: string): Promise<Deployment> {
    const every = ['active', 'paused', 'draining', 'superseded', 'stopped'];
    const [row] = await this.unitOfWork
      .read(ctx)
      .query<DeploymentListRow>(selectDeployments, [null, id, null, null, every, 1]);
    invariant(row, 'a deployment that was just made can be read');
    return this.viewFrom(row);
  }

  private viewFrom(row: DeploymentListRow): Deployment {
    const { trigger } = row;
    const definition = this.shelf.trigger(trigger);
    const address = `/hooks/${row.environment}/${trigger.path ?? ''}`;
    return {
      id: row.id,
      flowId: row.flow_id,
      flowName: row.flow_name,
      environment: row.environment,
      versionNumber: row.number,
      versionHash: row.hash,
      status: row.status,
      intakes: (definition?.channels ?? []).map(({ id, title, scheme, contentType }) => ({
        path: id === '' ? address : `${address}/${id}`,
        channel: id,
        title,
        scheme,
        contentType,
      })),
      polls: definition?.poll !== undefined && trigger.slot !== undefined,
      deployedAt: row.deployed_at.toISOString(),
      deployedBy: row.deployed_by,
    };
  }
}
