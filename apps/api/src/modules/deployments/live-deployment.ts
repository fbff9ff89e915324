import type { EnvironmentRow, FlowVersionRow } from '@penstock/database';

/** What is being made live where. */
export interface LiveDeployment {
  readonly deploymentId: string;
  readonly environment: EnvironmentRow;
  readonly version: FlowVersionRow;
}
