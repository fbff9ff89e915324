import { join } from 'node:path';
import { createPayTraceSimulator } from '@penstock/connector-paytrace/simulator';
import { createProphet21Simulator } from '@penstock/connector-prophet21/simulator';
import type { SimulatorServer } from '@penstock/connector-sdk/simulator';
import { createAlertSink } from './alert-sink';
import { createShop } from './shop/shop';
import {
  OFFSETS,
  SurroundingsError,
  surroundingsFrom,
  urlOf,
  type SimulatorName,
  type Surroundings,
} from './simulator-address';

type Listening = Pick<SimulatorServer, 'listen' | 'close'>;

/** The outside world of the demo: gateway, ERP, shop and a sink for alerts, each on its own port. */
async function main(): Promise<void> {
  const surroundings = surroundingsFrom(process.env);
  const fileOf = (name: string) => join(surroundings.home, 'simulators', `${name}.jsonl`);
  const memory = (name: string) => ({ statePath: fileOf(`${name}-state`), effectLogPath: fileOf(`${name}-effects`) });
  const { platformUrl, intakeSecret } = surroundings;
  const shop = createShop({
    payTraceUrl: urlOf(surroundings, 'paytrace'),
    platformUrl,
    intakeSecret,
    memory: { statePath: fileOf('shop-state') },
  });
  const servers: Record<SimulatorName, Listening> = {
    paytrace: createPayTraceSimulator({ statePath: fileOf('paytrace-state'), effectLog: fileOf('paytrace-effects') }),
    prophet21: createProphet21Simulator(memory('prophet21')),
    shop: shop.server,
    alerts: createAlertSink({ statePath: fileOf('alerts-state') }),
  };
  for (const [name, server] of Object.entries(servers)) await listen(name as SimulatorName, server, surroundings);
  shop.startDelivering();
  runUntilStopped(async () => {
    shop.stopDelivering();
    await Promise.all(Object.values(servers).map((server) => server.close()));
  });
}

async function listen(name: SimulatorName, server: Listening, { port, host }: Surroundings): Promise<void> {
  const own = port + OFFSETS[name];
  try {
    const { url } = await server.listen(own, host);
    process.stdout.write(`${name} listens on ${url}\n`);
  } catch (error) {
    if ((error as { code?: unknown }).code !== 'EADDRINUSE') throw error;
    throw new SurroundingsError(
      'PORT_BUSY',
      `Port ${own} (PORT+${OFFSETS[name]}, the ${name} simulator) is in use by another program. Stop that program, or choose another PORT.`,
      { cause: error },
    );
  }
}

/** Ends on SIGTERM and SIGINT, and when the supervisor that holds the channel is gone. */
function runUntilStopped(stop: () => Promise<void>): void {
  const end = () => void stop().then(() => process.exit(0));
  process.once('SIGTERM', end);
  process.once('SIGINT', end);
  if (!process.send) return;
  process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));
  process.channel?.unref();
}

main().catch((error: unknown) => {
  const words = error instanceof SurroundingsError ? error.message : String((error as Error).stack ?? error);
  process.stderr.write(`${words}\n`);
  process.exit(1);
});
