// Generated from the folders in connectors/ by `npm run generate`. Do not edit.
import { ai } from '@penstock/connector-ai';
import { code } from '@penstock/connector-code';
import { email } from '@penstock/connector-email';
import { files } from '@penstock/connector-files';
import { flow } from '@penstock/connector-flow';
import { http } from '@penstock/connector-http';
import { paytrace } from '@penstock/connector-paytrace';
import { prophet21 } from '@penstock/connector-prophet21';
import { schedule } from '@penstock/connector-schedule';
import type { ConnectorDefinition } from '@penstock/connector-sdk';
import { sftp } from '@penstock/connector-sftp';
import { shopify } from '@penstock/connector-shopify';
import { slack } from '@penstock/connector-slack';
import { webhook } from '@penstock/connector-webhook';
import { woocommerce } from '@penstock/connector-woocommerce';

/** Every installed connector. */
export const connectors: readonly ConnectorDefinition[] = [ai, code, email, files, flow, http, paytrace, prophet21, schedule, sftp, shopify, slack, webhook, woocommerce];

export const connectorById = (id: string): ConnectorDefinition | undefined => connectors.find((connector) => connector.id === id);
