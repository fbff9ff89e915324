import { randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { ImportConnectorRequest, ImportedConnectorVersion } from '@penstock/contracts';
import { UnitOfWork, type ChangeStore } from '@penstock/database';
import { IMPORTED_PREFIX, type EngineHost } from '@penstock/engine-host';
import type { Clock } from '@penstock/kernel';
import type { RequestContext } from '../../../platform/auth/request-context';
import { CLOCK, ENGINE_HOST } from '../../../platform/tokens';
import { readDescription, type ReadDescription } from '../described-connector';
import { ImportedShelf } from '../imported-shelf';
import { importedConnectorNotFound } from '../imports.errors';

const insertVersion = `
  insert into imported_connector_version (organization_id, connector_id, version, title, document, created_at, created_by)
  values ($1, $2, $3, $4, $5, $6, $7)`;

/** The rows are locked so that two imports do not take the same number. */
const selectNewest = `
  select version, title from imported_connector_version where organization_id = $1 and connector_id = $2 order by version desc limit 1 for update`;

@Injectable()
export class ImportConnector {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly imported: ImportedShelf,
    @Inject(ENGINE_HOST) private readonly host: EngineHost,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws ImportError API_DESCRIPTION_REFUSED, IMPORTED_CONNECTOR_NOT_FOUND */
  async execute(ctx: RequestContext, request: ImportConnectorRequest): Promise<ImportedConnectorVersion> {
    const description = readDescription(request.text);
    const made = await this.unitOfWork.run(ctx, (store) => this.store(store, ctx, { request, description }));
    await this.imported.reload();
    await this.host.refreshRoutes();
    return made;
  }

  private async store(store: ChangeStore, ctx: RequestContext, { request, description }: { request: ImportConnectorRequest; description: ReadDescription }): Promise<ImportedConnectorVersion> {
    const place = request.connector === undefined ? freshPlace(description.api.title) : await nextPlace(store, request.connector);
    const title = request.title ?? place.title;
    const now = new Date(this.clock.now());
    await store.query(insertVersion, [place.connector, place.version, title, JSON.stringify(description.document), now, ctx.actor.name]);
    store.record({
      action: 'connector.imported',
      object: { kind: 'connector', id: place.connector, name: title },
      details: { version: place.version, operations: description.descriptor.actions.length, revision: description.api.revision },
    });
    return { connector: place.connector, title, version: place.version, createdAt: now.toISOString(), createdBy: ctx.actor.name };
  }
}

interface Place {
  readonly connector: string;
  readonly version: number;
  readonly title: string;
}

/** The ending keeps two organisations that import the same API apart. */
function freshPlace(title: string): Place {
  const words = title.toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-+|-+$/g, '').slice(0, 40);
  return { connector: `${IMPORTED_PREFIX}${words || 'imported'}-${randomBytes(4).toString('hex')}`, version: 1, title };
}

async function nextPlace(store: ChangeStore, connector: string): Promise<Place> {
  const [newest] = await store.query<{ version: number; title: string }>(selectNewest, [connector]);
  if (!newest) throw importedConnectorNotFound();
  return { connector, version: newest.version + 1, title: newest.title };
}
