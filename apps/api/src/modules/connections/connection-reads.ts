import { Inject, Injectable } from '@nestjs/common';
import type { Connection } from '@penstock/contracts';
import { UnitOfWork } from '@penstock/database';
import type { RequestContext } from '../../platform/auth/request-context';
import type { ConnectorShelf } from '../../platform/connector-shelf';
import { CONNECTOR_SHELF } from '../../platform/tokens';
import { connectionNotFound } from './connections.errors';

/** Secrets leave this table only as "is one set, and since when". */
const selectConnections = `
  select c.id, c.name, c.connector, e.key as environment, c.settings, c.fingerprint, c.updated_at,
    coalesce((select b.slot from slot_binding b where b.connection_id = c.id and b.environment_id = c.environment_id limit 1), '') as slot,
    coalesce((select jsonb_object_agg(s.name, s.set_at) from secret s
              where s.owner_kind = 'connection' and s.owner_id = c.id and s.organization_id = c.organization_id), '{}') as secrets,
    coalesce((select jsonb_agg(distinct jsonb_build_object('flowId', f.id, 'flowName', f.name))
              from slot_binding b join deployment d on d.environment_id = b.environment_id and d.status = 'active'
                join flow_version v on v.id = d.flow_version_id join flow f on f.id = d.flow_id
              where b.connection_id = c.id
                and (v.document->'trigger'->>'slot' = b.slot
                  or exists (select 1 from jsonb_each(v.document->'steps') step where step.value->>'slot' = b.slot))), '[]') as used_by
  from connection c join environment e on e.id = c.environment_id
  where c.organization_id = $1`;

interface ConnectionView {
  readonly id: string;
  readonly name: string;
  readonly connector: string;
  readonly environment: string;
  readonly settings: Connection['settings'];
  readonly fingerprint: string;
  readonly updated_at: Date;
  readonly slot: string;
  readonly secrets: Readonly<Record<string, string>>;
  readonly used_by: Connection['usedBy'];
}

@Injectable()
export class ConnectionReads {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    @Inject(CONNECTOR_SHELF) private readonly shelf: ConnectorShelf,
  ) {}

  async all(ctx: RequestContext): Promise<readonly Connection[]> {
    const rows = await this.unitOfWork.read(ctx).query<ConnectionView>(`${selectConnections} order by e.position, c.name`);
    return rows.map((row) => this.view(row));
  }

  /** @throws ConnectionError CONNECTION_NOT_FOUND */
  async one(ctx: RequestContext, id: string): Promise<Connection> {
    const [row] = await this.unitOfWork.read(ctx).query<ConnectionView>(`${selectConnections} and c.id = $2`, [id]);
    if (!row) throw connectionNotFound();
    return this.view(row);
  }

  private view(row: ConnectionView): Connection {
    const { id, name, connector, environment, slot, settings, fingerprint, used_by: usedBy } = row;
    const declared = this.shelf.connector(connector)?.connection?.secrets ?? [];
    const secrets = declared.map((secret) => {
      const setAt = row.secrets[secret.name];
      return { name: secret.name, isSet: setAt !== undefined, setAt: setAt === undefined ? null : new Date(setAt).toISOString() };
    });
    return { id, name, connector, environment, slot, settings, secrets, fingerprint, usedBy, updatedAt: row.updated_at.toISOString() };
  }
}
