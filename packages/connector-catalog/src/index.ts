// Generated from the folders in connectors/ by `npm run generate`. Do not edit.
import { flow } from '@penstock/connector-flow';
import { paytrace } from '@penstock/connector-paytrace';
import { prophet21 } from '@penstock/connector-prophet21';
import { schedule } from '@penstock/connector-schedule';
import type { ConnectorDefinition } from '@penstock/connector-sdk';
import { webhook } from '@penstock/connector-webhook';

/** Every installed connector. */
export const connectors: readonly ConnectorDefinition[] = [flow, paytrace, prophet21, schedule, webhook];

export const connectorById = (id: string): ConnectorDefinition | undefined => connectors.find((connector) => connector.id === id);
