import { Inject, Injectable } from '@nestjs/common';
import type { ConnectorDescriptor } from '@penstock/connector-sdk';
import type { ConnectorShelf } from '../../../platform/connector-shelf';
import type { RequestContext } from '../../../platform/auth/request-context';
import { CONNECTOR_SHELF } from '../../../platform/tokens';

@Injectable()
export class ListConnectors {
  constructor(@Inject(CONNECTOR_SHELF) private readonly shelf: ConnectorShelf) {}

  /** Connectors of the installation, and those that the organisation imported. */
  execute(ctx: RequestContext): readonly ConnectorDescriptor[] {
    return this.shelf.descriptorsFor(ctx.organizationId);
  }
}
