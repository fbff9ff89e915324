import { createServer, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';

export interface TestSmtpServer {
  readonly port: number;
  /** Headers and body of every mail that was taken. */
  readonly mails: readonly string[];
  close(): Promise<void>;
}

/** As much of a mail server as a client of one mail sees; without encryption, for this machine only. */
export async function startSmtpServer(): Promise<TestSmtpServer> {
  const mails: string[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket)).on('error', () => undefined);
    converse(socket, mails);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    mails,
    close: () => {
      for (const socket of sockets) socket.destroy();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

function converse(socket: Socket, mails: string[]): void {
  let received = '';
  let isMail = false;
  const say = (line: string): void => void socket.write(`${line}\r\n`);
  say('220 test');
  socket.on('data', (bytes: Buffer) => {
    received += bytes.toString('utf8');
    for (let end = received.indexOf(isMail ? '\r\n.\r\n' : '\r\n'); end >= 0; end = received.indexOf(isMail ? '\r\n.\r\n' : '\r\n')) {
      const part = received.slice(0, end);
      received = received.slice(end + (isMail ? 5 : 2));
      if (isMail) mails.push(part);
      say(isMail ? '250 taken' : replyTo(part));
      isMail = !isMail && part === 'DATA';
    }
  });
}

function replyTo(command: string): string {
  if (command === 'DATA') return '354 go on';
  return command === 'QUIT' ? '221 bye' : '250 fine';
}
