import { createServer, type Socket } from 'node:net';
import { createServer as createTlsServer, TLSSocket } from 'node:tls';
import { invariant } from '@penstock/kernel';
import { testCertificate, testCertificateKey } from './test-certificate';

/** What a mail server may do to its clients. */
export interface SmtpBehaviour {
  /** Replies by the beginning of a command, instead of its own, e.g. `{ 'RCPT TO:<gone@': '550 No such user' }`; `.` is the end of a message. */
  readonly replies?: Readonly<Record<string, string>>;
  /** Beginning of the command (or `.`, or `body`) after which it hangs up without a reply. */
  readonly hangsUpAt?: string;
  /** Beginning of the command after which it says nothing any more. */
  readonly fallsSilentAt?: string;
  /** Capabilities named after EHLO. Default: AUTH PLAIN. */
  readonly capabilities?: readonly string[];
  /** Tokens that XOAUTH2 signs in with. */
  readonly tokens?: readonly string[];
}

export interface TakenMail {
  readonly recipients: readonly string[];
  /** Headers and body as they came. */
  readonly source: string;
}

export interface SmtpServer {
  readonly port: number;
  readonly taken: readonly TakenMail[];
  /** Every line of the client outside messages. */
  readonly commands: readonly string[];
  behave(behaviour: SmtpBehaviour): void;
  close(): Promise<void>;
}

export const mailPassword = 'canary-mail-9c41';
const credentials = Buffer.from(`\u0000robot\u0000${mailPassword}`).toString('base64');

/** A mail server on this machine, by the rules of RFC 5321 and 4954 as far as a client of one message sees them. */
export async function startSmtpServer(tls: 'none' | 'implicit' | 'starttls' = 'none'): Promise<SmtpServer> {
  const taken: TakenMail[] = [];
  const commands: string[] = [];
  const sockets = new Set<Socket>();
  let behaviour: SmtpBehaviour = {};
  const open = (taker: (socket: Socket) => void) => (tls === 'implicit' ? createTlsServer({ key: testCertificateKey, cert: testCertificate }, taker) : createServer(taker));
  const server = open((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket)).on('error', () => undefined);
    converse(socket, { taken, commands, behaviour, offersTls: tls === 'starttls' });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  invariant(address !== null && typeof address === 'object', 'the server listens on a port');
  return {
    port: address.port,
    taken,
    commands,
    behave: (change) => void (behaviour = change),
    close: () => {
      for (const socket of sockets) socket.destroy();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

interface Conversation {
  readonly taken: TakenMail[];
  readonly commands: string[];
  readonly behaviour: SmtpBehaviour;
  readonly offersTls: boolean;
}

function converse(first: Socket, { taken, commands, behaviour, offersTls }: Conversation): void {
  let socket = first;
  let rest = '';
  let message: string[] | undefined;
  let recipients: string[] = [];
  const say = (text: string) => socket.write(`${text}\r\n`);
  const answer = (line: string, own: () => string) => {
    if (behaviour.hangsUpAt !== undefined && line.startsWith(behaviour.hangsUpAt)) return socket.destroy();
    if (behaviour.fallsSilentAt !== undefined && line.startsWith(behaviour.fallsSilentAt)) return undefined;
    const forced = Object.entries(behaviour.replies ?? {}).find(([beginning]) => line.startsWith(beginning));
    return say(forced ? forced[1] : own());
  };
  const replyTo = (line: string): string => {
    if (line.startsWith('EHLO')) return ['mail.test', ...(offersTls && socket === first ? ['STARTTLS'] : (behaviour.capabilities ?? ['AUTH PLAIN']))].map((text, index, all) => `250${index === all.length - 1 ? ' ' : '-'}${text}`).join('\r\n');
    if (line.startsWith('AUTH PLAIN')) return line === `AUTH PLAIN ${credentials}` ? '235 Welcome' : '535 5.7.8 Not accepted';
    if (line.startsWith('AUTH XOAUTH2')) {
      const isKnown = behaviour.tokens?.some((token) => line === `AUTH XOAUTH2 ${Buffer.from(`user=robot\u0001auth=Bearer ${token}\u0001\u0001`).toString('base64')}`);
      return isKnown ? '235 Welcome' : `334 ${Buffer.from('{"status":"401"}').toString('base64')}`;
    }
    // The empty line by which a client takes note of the refusal.
    if (line === '') return '535 5.7.8 Not accepted';
    if (line.startsWith('RCPT TO:')) recipients.push(line.slice(9, -1));
    if (line === 'DATA') {
      message = [];
      return '354 Go ahead';
    }
    return line === 'QUIT' ? '221 Bye' : '250 OK';
  };
  const encrypt = () => {
    say('220 Go ahead');
    socket.removeAllListeners('data');
    const secure = new TLSSocket(socket, { isServer: true, key: testCertificateKey, cert: testCertificate });
    secure.on('data', hear).on('error', () => undefined);
    socket = secure;
  };
  const take = (line: string) => {
    if (!message) {
      commands.push(line);
      if (line === 'STARTTLS' && offersTls) return encrypt();
      return answer(line, () => replyTo(line));
    }
    if (behaviour.hangsUpAt === 'body') return socket.destroy();
    if (line !== '.') return message.push(line.replace(/^\./, ''));
    const mail = { recipients, source: message.join('\n') };
    message = undefined;
    recipients = [];
    // What is refused is not taken; what is lost after the dot is.
    if (behaviour.replies?.['.'] === undefined) taken.push(mail);
    return answer('.', () => '250 Queued');
  };
  const hear = (chunk: Buffer) => {
    const lines = (rest + chunk.toString('utf8')).split('\r\n');
    rest = lines.pop() ?? '';
    lines.forEach(take);
  };
  socket.on('data', hear);
  say('220 mail.test');
}
