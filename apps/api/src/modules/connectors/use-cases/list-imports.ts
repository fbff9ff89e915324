import { Injectable } from '@nestjs/common';
import type { ImportedConnectorVersion } from '@penstock/contracts';
import { UnitOfWork } from '@penstock/database';
import type { RequestContext } from '../../../platform/auth/request-context';

const selectImports = `
  select connector_id, title, version, created_at, created_by from imported_connector_version
  where organization_id = $1 order by title, connector_id, version desc`;

interface ImportRow {
  readonly connector_id: string;
  readonly title: string;
  readonly version: number;
  readonly created_at: Date;
  readonly created_by: string;
}

@Injectable()
export class ListImports {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  async execute(ctx: RequestContext): Promise<readonly ImportedConnectorVersion[]> {
    const rows = await this.unitOfWork.read(ctx).query<ImportRow>(selectImports);
    return rows.map(({ connector_id: connector, title, version, created_at, created_by }) => ({ connector, title, version, createdAt: created_at.toISOString(), createdBy: created_by }));
  }
}
