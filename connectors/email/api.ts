import type { AnswerReading } from '@penstock/connector-sdk';

export const system = { system: 'Email', codePrefix: 'EMAIL' };

/** How the answer to a read of this path is read. For a write, say so: its 5xx and unreadable answers leave it in doubt. */
export const reading = (path: string): AnswerReading => ({ ...system, writes: false, request: `GET ${path}` });
