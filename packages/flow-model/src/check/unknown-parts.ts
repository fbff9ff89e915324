import { flowDocument, flowStep, type FlowDocument } from '../document';

const knownVersion = flowDocument.shape.schemaVersion.value;
const knownKinds: ReadonlySet<string> = new Set(flowStep.options.map(({ shape }) => shape.kind.value));

/** What a stored document has that only a newer Penstock can know, in words; empty for documents of this one. */
export function unknownParts({ schemaVersion, steps }: FlowDocument): readonly string[] {
  const kinds = new Set(Object.values(steps).map(({ kind }) => kind as string).filter((kind) => !knownKinds.has(kind)));
  const version = schemaVersion as number;
  return [...(version === knownVersion ? [] : [`version ${version} of the flow document`]), ...[...kinds].map((kind) => `steps of the kind “${kind}”`)];
}
