import { connect, isIP, type Socket } from 'node:net';
import { createGuardedLookup, BlockedAddress, isAllowedAddress } from '../http/address-guard';

export interface SocketTarget {
  readonly host: string;
  readonly port: number;
  readonly allowPrivate: boolean;
  readonly timeoutMs: number;
}

/** A plain connection to an address that was checked. @throws BlockedAddress, or node's error of the connection. */
export function connectGuarded({ host, port, allowPrivate, timeoutMs }: SocketTarget): Promise<Socket> {
  if (isIP(host) !== 0 && !isAllowedAddress(host, allowPrivate)) return Promise.reject(new BlockedAddress(host));
  return new Promise((resolve, reject) => {
    const socket = connect({ host, port, lookup: createGuardedLookup(allowPrivate) });
    const fail = (error: Error) => {
      socket.destroy();
      reject(error);
    };
    socket.setTimeout(timeoutMs, () => fail(Object.assign(new TypeError('no connection in time'), { code: 'ETIMEDOUT' })));
    socket.once('error', fail);
    socket.once('connect', () => {
      socket.setTimeout(0);
      socket.off('error', fail);
      resolve(socket);
    });
  });
}
