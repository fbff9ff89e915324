import { createConnection, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/**
 * Stands between two programs on this machine and does to their connections what networks do. One mode at a time; a new
 * one counts for connections that are open already.
 *
 * - `pass`       nothing.
 * - `refuse`     new connections are closed at once, open ones are cut: the server is away.
 * - `black-hole` nothing is passed on in either direction and nobody is told: no RST, no FIN. What it has swallowed
 *   stays away afterwards, as behind a router that has forgotten the connection.
 * - `slow`       every piece is passed on `delayMs` later.
 */
export type ProxyMode = { readonly kind: 'pass' | 'refuse' | 'black-hole' } | { readonly kind: 'slow'; readonly delayMs: number };

export interface FaultProxy {
  readonly port: number;
  set(mode: ProxyMode): void;
  /** Cuts every open connection, wherever it is in a statement. @returns how many. */
  cut(): number;
  close(): Promise<void>;
}

export async function openFaultProxy(targetPort: number): Promise<FaultProxy> {
  const proxy = new Proxying(targetPort);
  await proxy.listen();
  return proxy;
}

class Proxying implements FaultProxy {
  private mode: ProxyMode = { kind: 'pass' };
  private readonly server: Server;
  private readonly pairs = new Set<readonly [Socket, Socket]>();

  constructor(private readonly targetPort: number) {
    this.server = createServer((client) => this.take(client));
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  listen(): Promise<void> {
    return new Promise((resolve) => this.server.listen(0, '127.0.0.1', resolve));
  }

  set(mode: ProxyMode): void {
    this.mode = mode;
    if (mode.kind === 'refuse') this.cut();
  }

  cut(): number {
    const open = [...this.pairs];
    for (const pair of open) this.end(pair);
    return open.length;
  }

  async close(): Promise<void> {
    this.cut();
    await new Promise<void>((resolve) => this.server.close(() => resolve()));
  }

  private take(client: Socket): void {
    client.on('error', () => undefined);
    if (this.mode.kind === 'refuse') {
      client.resetAndDestroy();
      return;
    }
    const server = createConnection({ port: this.targetPort, host: '127.0.0.1' });
    const pair = [client, server] as const;
    this.pairs.add(pair);
    this.pipe(client, server);
    this.pipe(server, client);
    for (const socket of pair) {
      socket.on('error', () => this.end(pair));
      socket.on('close', () => this.end(pair));
    }
  }

  private pipe(from: Socket, to: Socket): void {
    from.on('data', (piece: Buffer) => {
      if (this.mode.kind === 'black-hole') from.pause();
      else if (this.mode.kind === 'slow') setTimeout(() => to.writable && to.write(piece), this.mode.delayMs);
      else to.write(piece);
    });
  }

  private end(pair: readonly [Socket, Socket]): void {
    if (!this.pairs.delete(pair)) return;
    for (const socket of pair) socket.resetAndDestroy();
  }
}
