import { connect } from 'node:net';

/**
 * The least HTTP/1.1 that a load generator and its remote need, on bare sockets: requests are bytes that were made
 * before the clock started, answers are read only as far as their status. What a client library costs would otherwise
 * be taken from the two cores that the measured program needs.
 */
export class RawConnection {
  #socket;
  #received = '';
  #waiting;

  constructor(port) {
    this.#socket = connect({ port, host: '127.0.0.1', noDelay: true });
    this.#socket.setEncoding('latin1');
    this.#socket.on('data', (text) => this.#read(text));
    this.#socket.on('error', (error) => this.#settle(error));
    this.#socket.on('close', () => this.#settle(new TypeError('the connection was closed')));
  }

  /** @returns {Promise<number>} the status, once the whole answer is here. */
  send(bytes) {
    return new Promise((resolve, reject) => {
      this.#waiting = { resolve, reject };
      this.#socket.write(bytes);
    });
  }

  close() {
    this.#waiting = undefined;
    this.#socket.destroy();
  }

  #read(text) {
    this.#received = this.#received === '' ? text : this.#received + text;
    const message = messageIn(this.#received);
    if (!message) return;
    this.#received = this.#received.slice(message.end);
    this.#settle(undefined, Number(message.head.slice(9, 12)));
  }

  #settle(error, status) {
    const waiting = this.#waiting;
    this.#waiting = undefined;
    if (error) waiting?.reject(error);
    else waiting?.resolve(status);
  }
}

/** The first complete message of a text, or undefined while it is still coming in. */
export function messageIn(text) {
  const headEnd = text.indexOf('\r\n\r\n');
  if (headEnd < 0) return undefined;
  const head = text.slice(0, headEnd);
  const length = Number(/content-length: *(\d+)/i.exec(head)?.[1] ?? 0);
  const end = headEnd + 4 + length;
  return text.length < end ? undefined : { head, body: text.slice(headEnd + 4, end), end };
}

export const requestBytes = ({ path, host, headers, body }) =>
  Buffer.from(
    `POST ${path} HTTP/1.1\r\nhost: ${host}\r\n${Object.entries(headers)
      .map(([name, value]) => `${name}: ${value}\r\n`)
      .join('')}content-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  );

export const answerText = (status, body) =>
  `HTTP/1.1 ${status} OK\r\ncontent-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
