import { Decimal, type Json } from '@penstock/kernel';
import type { SimulatorReply } from '@penstock/connector-sdk/simulator';
import { escapeXml } from '../xml';

/** The XML that P21 answers where JSON was not asked for by an Accept header. */

export const xmlElement = (name: string, value: string): string => `<${name}>${escapeXml(value)}</${name}>`;

const ARRAYS = 'xmlns:a="http://schemas.microsoft.com/2003/10/Serialization/Arrays"';

function xmlOf(name: string, value: Json | undefined): string {
  if (value === null || value === undefined) return `<${name} />`;
  if (Array.isArray(value)) return listToXml(name, value as readonly Json[]);
  if (typeof value === 'object' && !(value instanceof Decimal)) {
    // The DataContract serializer writes members in alphabetical order.
    const members = Object.entries(value).sort(([left], [right]) => (left < right ? -1 : 1));
    return `<${name}>${members.map(([key, member]) => xmlOf(key, member as Json)).join('')}</${name}>`;
  }
  return xmlElement(name, value instanceof Decimal ? value.toString() : String(value));
}

/** `Rows` holds `Row`s; plain texts are `a:string`. */
function listToXml(name: string, items: readonly Json[]): string {
  if (items.every((item) => typeof item === 'string')) {
    return `<${name} ${ARRAYS}>${items.map((item) => xmlElement('a:string', item)).join('')}</${name}>`;
  }
  const itemName = name.startsWith('ArrayOf') ? name.slice('ArrayOf'.length) : name.replace(/s$/, '');
  return `<${name}>${items.map((item) => xmlOf(itemName, item)).join('')}</${name}>`;
}

/** REST families and the UI server answer DataContract XML unless the Accept header names JSON. */
export function negotiated(reply: SimulatorReply, accept: string | undefined): SimulatorReply {
  if (accept === undefined || accept.includes('application/json') || reply.status === 307) return reply;
  const isProblem = reply.status >= 400;
  return {
    status: reply.status,
    headers: { 'content-type': isProblem ? 'application/problem+xml' : 'application/xml' },
    body: reply.body === '' ? '' : xmlOf(isProblem ? 'problem' : rootName(reply.body as Json), reply.body as Json),
  };
}

function rootName(body: Json): string {
  if (Array.isArray(body)) return 'ArrayOfItem';
  return typeof body === 'object' && body !== null && 'Summary' in body ? 'TransactionSetResult' : 'Result';
}
