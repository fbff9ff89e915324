import { describeConnector, type ConnectorDefinition, type ConnectorDescriptor } from '@penstock/connector-sdk';
import { factsOfSchema, TRIGGER_ID } from '@penstock/flow-model';
import type { JsonSchema } from '@penstock/mapping';
import type { OperationUse } from './operation-uses';
import { bothUses, type SeenSubject } from './subject';

export type ConnectorLookUp = (id: string) => ConnectorDefinition | undefined;

/** What the installed connectors say of the operations in use: it changes with a release, and then all flows feel it. */
export function declaredSubjects(operations: readonly OperationUse[], connectorOf: ConnectorLookUp): readonly SeenSubject[] {
  const descriptors = new Map<string, ConnectorDescriptor | undefined>();
  const found = new Map<string, SeenSubject>();
  for (const use of operations) {
    if (!descriptors.has(use.connector)) descriptors.set(use.connector, described(connectorOf(use.connector)));
    for (const subject of subjectsOf(use, descriptors.get(use.connector))) {
      const known = found.get(subject.key);
      found.set(subject.key, known ? { ...known, uses: bothUses(known.uses, subject.uses) } : subject);
    }
  }
  return [...found.values()];
}

const described = (connector: ConnectorDefinition | undefined): ConnectorDescriptor | undefined => connector && describeConnector(connector);

function subjectsOf(use: OperationUse, connector: ConnectorDescriptor | undefined): readonly SeenSubject[] {
  const isMeant = ({ id, version }: { readonly id: string; readonly version: number }): boolean => id === use.operation && version === use.version;
  const key = `declared/${use.connector}/${use.operation}@${use.version}`;
  const { reads, writes } = use.uses;
  if (use.stepId === TRIGGER_ID) {
    const trigger = connector?.triggers.find(isMeant);
    return connector && trigger ? [subject({ key: `${key}/event`, title: `${connector.title}: ${trigger.title}`, schema: trigger.eventSchema, side: 'read', uses: { reads, writes: [] } })] : [];
  }
  const action = connector?.actions.find(isMeant);
  if (!connector || !action) return [];
  const title = `${connector.title}: ${action.title}`;
  return [
    subject({ key: `${key}/output`, title, schema: action.outputSchema, side: 'read', uses: { reads, writes: [] } }),
    subject({ key: `${key}/input`, title, schema: action.inputSchema, side: 'written', uses: { reads: [], writes } }),
  ];
}

const subject = ({ schema, ...rest }: Pick<SeenSubject, 'key' | 'title' | 'side' | 'uses'> & { readonly schema: JsonSchema }): SeenSubject => ({
  ...rest,
  kind: 'declared',
  connectionId: null,
  facts: factsOfSchema(schema),
});
