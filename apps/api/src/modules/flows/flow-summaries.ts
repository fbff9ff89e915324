import { Inject, Injectable } from '@nestjs/common';
import type { FlowSummary, Page, PageQuery } from '@penstock/contracts';
import { UnitOfWork } from '@penstock/database';
import { checkFlow, unknownParts, type FlowDocument } from '@penstock/flow-model';
import type { RequestContext } from '../../platform/auth/request-context';
import type { ConnectorShelf } from '../../platform/connector-shelf';
import { idFromCursor, pageFrom } from '../../platform/paging';
import { CONNECTOR_SHELF } from '../../platform/tokens';
import { flowNotFound } from './flows.errors';

const selectSummaries = `
  select f.id, f.name, d.document, greatest(f.updated_at, d.updated_at) as updated_at,
    (select max(v.number) from flow_version v where v.flow_id = f.id) as latest_version,
    (select r.created_at from run r where r.flow_id = f.id order by r.id desc limit 1) as last_run_at,
    coalesce((
      select json_agg(json_build_object('environment', e.key, 'versionNumber', v.number, 'status', x.status,
                                        'deployedAt', to_char(x.deployed_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))
                      order by e.position)
      from deployment x join environment e on e.id = x.environment_id join flow_version v on v.id = x.flow_version_id
      where x.flow_id = f.id and x.status in ('active', 'paused', 'draining')), '[]') as deployments
  from flow f join flow_draft d on d.flow_id = f.id
  where f.organization_id = $1 and f.archived_at is null
    and ($2::uuid is null or f.id < $2) and ($3::uuid is null or f.id = $3)
  order by f.id desc limit $4`;

interface SummaryRow {
  readonly id: string;
  readonly name: string;
  readonly document: FlowDocument;
  readonly updated_at: Date;
  readonly latest_version: number | null;
  readonly last_run_at: Date | null;
  readonly deployments: FlowSummary['deployments'];
}

/** Reads flows as the flow list shows them. */
@Injectable()
export class FlowSummaries {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    @Inject(CONNECTOR_SHELF) private readonly shelf: ConnectorShelf,
  ) {}

  async page(ctx: RequestContext, { cursor, limit }: PageQuery): Promise<Page<FlowSummary> & { items: FlowSummary[] }> {
    const rows = await this.select(ctx, { before: idFromCursor(cursor), only: null, limit: limit + 1 });
    return pageFrom(rows, limit, (row) => this.summaryFrom(ctx, row));
  }

  /** @throws FlowError FLOW_NOT_FOUND */
  async one(ctx: RequestContext, id: string): Promise<FlowSummary> {
    const [row] = await this.select(ctx, { before: null, only: id, limit: 1 });
    if (!row) throw flowNotFound();
    return this.summaryFrom(ctx, row);
  }

  private select(
    ctx: RequestContext,
    { before, only, limit }: { before: string | null; only: string | null; limit: number },
  ): Promise<SummaryRow[]> {
    return this.unitOfWork.read(ctx).query<SummaryRow>(selectSummaries, [before, only, limit]);
  }

  private summaryFrom({ organizationId }: RequestContext, row: SummaryRow): FlowSummary {
    return {
      id: row.id,
      name: row.name,
      description: row.document.description ?? null,
      latestVersion: row.latest_version,
      deployments: row.deployments,
      problemCount: unknownParts(row.document).length || checkFlow(row.document, this.shelf.descriptorsFor(organizationId)).length,
      updatedAt: row.updated_at.toISOString(),
      lastRunAt: row.last_run_at?.toISOString() ?? null,
    };
  }
}
