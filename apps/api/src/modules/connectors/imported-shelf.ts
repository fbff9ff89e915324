import { Inject, Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import type { EngineHost } from '@penstock/engine-host';
import type { Logger } from 'pino';
import type { ConnectorShelf } from '../../platform/connector-shelf';
import { CONNECTOR_SHELF, ENGINE_HOST, LOG } from '../../platform/tokens';

/** Keeps what organisations imported on the shelf of this process: from its start on, and after every change anywhere. */
@Injectable()
export class ImportedShelf implements OnModuleInit, OnModuleDestroy {
  private stopListening = (): void => undefined;

  constructor(
    @Inject(CONNECTOR_SHELF) private readonly shelf: ConnectorShelf,
    @Inject(ENGINE_HOST) private readonly host: EngineHost,
    @Inject(LOG) private readonly log: Logger,
  ) {}

  async onModuleInit(): Promise<void> {
    this.stopListening = this.host.onRefresh(() => {
      this.reload().catch((error: unknown) => this.log.warn({ error: String(error) }, 'Imported connectors could not be reloaded; the former ones stay.'));
    });
    await this.reload();
  }

  onModuleDestroy(): void {
    this.stopListening();
  }

  async reload(): Promise<void> {
    this.shelf.replaceImported(await this.host.importedConnectors());
  }
}
