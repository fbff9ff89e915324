import { Inject, Injectable } from '@nestjs/common';
import type { Clock, Ids } from '@penstock/kernel';
import type { ConnectorShelf } from '../../platform/connector-shelf';
import { CLOCK, CONNECTOR_SHELF, IDS } from '../../platform/tokens';

/** What deploying needs besides the tables. */
@Injectable()
export class DeploymentTools {
  constructor(
    @Inject(CONNECTOR_SHELF) readonly shelf: ConnectorShelf,
    @Inject(CLOCK) readonly clock: Clock,
    @Inject(IDS) readonly ids: Ids,
  ) {}
}
