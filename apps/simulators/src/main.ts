import { join } from 'node:path';
import { createPayTraceSimulator } from '@penstock/connector-paytrace/simulator';
import { createProphet21Simulator } from '@penstock/connector-prophet21/simulator';
import type { SimulatorServer } from '@penstock/connector-sdk/simulator';
import { createAlertSink } from './alert-sink';
import { createShop } from './shop/shop';
import { OFFSETS, surroundingsFrom, type SimulatorName, type Surroundings } from './simulator-address';

/** The outside world of the demo: gateway, ERP, shop and a sink for alerts, each on its own port. */
async function main(): Promise<void> {
  const surroundings = surroundingsFrom(process.env);
  const fileOf = (name: string) => join(surroundings.home, 'simulators', `${name}.jsonl`);
  const memory = (name: string) => ({ statePath: fileOf(`${name}-state`), effectLogPath: fileOf(`${name}-effects`) });
  const shop = createShop(surroundings, memory('shop'));
  const servers: Record<SimulatorName, Pick<SimulatorServer, 'listen' | 'close'>> = {
    paytrace: createPayTraceSimulator({ statePath: fileOf('paytrace-state'), effectLog: fileOf('paytrace-effects') }),
    prophet21: createProphet21Simulator(memory('prophet21')),
    shop: shop.server,
    alerts: createAlertSink(),
  };
  for (const [name, server] of Object.entries(servers)) await listen(name as SimulatorName, server, surroundings);
  shop.startDelivering();
  runUntilStopped(async () => {
    shop.stopDelivering();
    for (const server of Object.values(servers)) await server.close();
  });
}

async function listen(name: SimulatorName, server: Pick<SimulatorServer, 'listen'>, { port, host }: Surroundings): Promise<void> {
  const { url } = await server.listen(port + OFFSETS[name], host);
  process.stdout.write(`${name} listens on ${url}\n`);
}

/** Ends on SIGTERM and SIGINT, and when the supervisor that holds the channel is gone. */
function runUntilStopped(stop: () => Promise<void>): void {
  const end = () => void stop().then(() => process.exit(0));
  process.once('SIGTERM', end);
  process.once('SIGINT', end);
  if (process.send) process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));
}

main().catch((error: unknown) => {
  const isBusy = (error as { code?: unknown }).code === 'EADDRINUSE';
  process.stderr.write(isBusy ? `A port of the simulators is taken (${String(error)}). Stop what uses it, or choose another PORT.\n` : `${String((error as Error).stack ?? error)}\n`);
  process.exit(1);
});
