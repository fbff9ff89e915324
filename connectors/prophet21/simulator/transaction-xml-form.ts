import type { Json } from '@penstock/kernel';
import type { SimulatorReply, SimulatorRequest } from '@penstock/connector-sdk/simulator';
import { jsonOfXml, parseXml, type XmlElement } from '../xml';

/** The body of a transaction call in either form; a reply where the XML cannot be read. */
export function transactionBody(request: SimulatorRequest): Json | SimulatorReply {
  if (!isXml(request)) return request.json();
  const root = parseXml(request.bodyText);
  // Without the namespace the serializer finds no content at all.
  if (root?.attributes['xmlns'] !== NAMESPACE) return contentRequired;
  const set = jsonOfXml(inOrder(root)) as Readonly<Record<string, Json>>;
  return { ...set, IgnoreDisabled: set['IgnoreDisabled'] === 'true' };
}

export const isReply = (body: Json | SimulatorReply): body is SimulatorReply =>
  typeof body === 'object' && body !== null && 'status' in body && typeof body.status === 'number';

const NAMESPACE = 'http://schemas.datacontract.org/2004/07/P21.Transactions.Model.V2';
const isXml = ({ headers }: SimulatorRequest): boolean => (headers['content-type'] ?? '').includes('xml');

const contentRequired: SimulatorReply = {
  status: 400,
  body: {
    errors: { content: ['The content field is required.'] },
    status: 400,
    title: 'The content field is required.',
    type: 'https://tools.ietf.org/html/rfc7231#section-6.5.1',
  },
};

/** Members after one that sorts behind them are skipped without a word, as the DataContract serializer does. */
function inOrder(element: XmlElement): XmlElement {
  let latest = '';
  const children = element.children.filter(({ name }) => {
    const isRead = name >= latest;
    if (isRead) latest = name;
    return isRead;
  });
  return { ...element, children: children.map(inOrder) };
}
