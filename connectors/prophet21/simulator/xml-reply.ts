import { Decimal, type Json } from '@penstock/kernel';
import type { SimulatorReply } from '@penstock/connector-sdk/simulator';

/** The XML that P21 answers where JSON was not asked for by an Accept header. */
const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
export const escapeXml = (text: string): string => text.replace(/[&<>"]/g, (character) => escapes[character] ?? '');

export const xmlElement = (name: string, value: string): string => `<${name}>${escapeXml(value)}</${name}>`;

function xmlOf(name: string, value: Json | undefined): string {
  if (value === null || value === undefined) return `<${name} />`;
  if (Array.isArray(value))
    return `<${name}>${(value as readonly Json[]).map((item) => xmlOf('Item', item)).join('')}</${name}>`;
  if (typeof value === 'object' && !(value instanceof Decimal)) {
    const members = Object.entries(value).map(([key, member]) => xmlOf(key, member as Json));
    return `<${name}>${members.join('')}</${name}>`;
  }
  return xmlElement(name, value instanceof Decimal ? value.toString() : String(value));
}

/** REST families answer DataContract XML unless the Accept header names JSON. */
export function negotiated(reply: SimulatorReply, accept: string | undefined): SimulatorReply {
  if (accept === undefined || accept.includes('application/json') || reply.status === 307) return reply;
  return {
    status: reply.status,
    headers: { 'content-type': 'application/xml' },
    body: xmlOf('Result', reply.body as Json),
  };
}
