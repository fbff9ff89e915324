import { prophet21 } from '@penstock/connector-prophet21';
import { demoConnectionSettings, demoCredentials } from '@penstock/connector-prophet21/simulator';
import { createLoopbackHttpClient, testConnector } from '@penstock/connector-sdk/testing';
import { invariant } from '@penstock/kernel';
import { systemClock } from '@penstock/runtime-adapters';

/** Somebody enters an order in Prophet 21 without Penstock. @returns the number it was given. */
export async function enterOrderByHand(baseUrl: string, order: { readonly poNo: string }): Promise<string> {
  const { connection } = prophet21;
  invariant(connection, 'Prophet 21 has a connection');
  const settings = { ...demoConnectionSettings(baseUrl), readBack: 'when-needed' as const };
  const http = createLoopbackHttpClient({ connection, settings: connection.settings.parse(settings), secrets: { password: demoCredentials.password } });
  const desk = testConnector(prophet21, { http, settings, clock: systemClock });
  return ((await desk.run('create-order', order)) as { orderNo: string }).orderNo;
}
