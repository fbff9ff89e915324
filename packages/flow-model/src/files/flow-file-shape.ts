import { z } from 'zod';
import { layoutFlow } from '../editing/layer-layout';
import { flowDocument, flowEdge, flowStep, flowTrigger, port, TRIGGER_ID, type FlowDocument, type FlowStep } from '../document';

/** First line of every flow file; another number means another form. */
export const flowFileFormat = 'penstock-flow/1';

const place = z.tuple([z.number(), z.number()]);
type Place = z.infer<typeof place>;

/** A step without what the file says elsewhere: its id is its name in `steps`, its place stands in `layout`. */
const fileStep = z.discriminatedUnion(
  'kind',
  flowStep.options.map((kind) => (kind as z.ZodObject).omit({ id: true, position: true })) as unknown as [z.ZodObject],
);

const { schemaVersion: _version, name, description, trigger: _trigger, steps: _steps, edges: _edges, ...otherSections } = flowDocument.shape;

/**
 * The flow document as a file holds it: steps by id, one edge a line, and where things stand on the canvas in a section
 * of its own, so that moving a box is no change of what the flow does.
 */
export const flowFile = z.strictObject({
  format: z.literal(flowFileFormat),
  name,
  description,
  trigger: flowTrigger.omit({ position: true }),
  steps: z.record(z.string().regex(/^[a-z][a-z0-9-]{0,59}$/, 'A step’s id has lower-case letters, digits and hyphens, and starts with a letter.'), fileStep).default({}),
  edges: z.array(flowEdge.extend({ port: port.default('default') })).default([]),
  ...otherSections,
  /** `[x, y]` by step id, and `trigger`. Steps that are not listed are laid out. */
  layout: z.record(z.string(), place).default({}),
});
export type FlowFile = z.infer<typeof flowFile>;

export function fileOf({ schemaVersion: _, trigger: { position, ...trigger }, steps, ...rest }: FlowDocument): FlowFile {
  const each = Object.values(steps);
  return {
    format: flowFileFormat,
    ...rest,
    trigger,
    steps: Object.fromEntries(each.map(({ id, position: __, ...step }) => [id, step])),
    layout: Object.fromEntries([[TRIGGER_ID, placeOf(position)], ...each.map((step) => [step.id, placeOf(step.position)] as const)]),
  } as FlowFile;
}

/** Ids of `layout` that no step of the file has. */
export const strayPlaces = ({ layout, steps }: FlowFile): string[] => Object.keys(layout).filter((id) => id !== TRIGGER_ID && !Object.hasOwn(steps, id));

/** Exact inverse of `fileOf` where the file says every place. */
export function documentOf({ format: _, layout, trigger, steps, ...rest }: FlowFile): FlowDocument {
  const placed = Object.entries(steps).map(([id, step]) => [id, { id, ...step, position: pointOf(layout[id]) } as unknown as FlowStep] as const);
  const document: FlowDocument = {
    schemaVersion: 1,
    ...rest,
    trigger: { ...trigger, position: pointOf(layout[TRIGGER_ID]) },
    steps: Object.fromEntries(placed),
  };
  const unplaced = placed.filter(([id]) => !Object.hasOwn(layout, id));
  return unplaced.length === 0 ? document : withPlaces(document, unplaced.map(([id]) => id));
}

function withPlaces(document: FlowDocument, ids: readonly string[]): FlowDocument {
  const places = layoutFlow(document);
  const moved = ids.flatMap((id) => {
    const step = document.steps[id];
    return step ? [[id, { ...step, position: places[id] ?? step.position }] as const] : [];
  });
  return { ...document, steps: { ...document.steps, ...Object.fromEntries(moved) } };
}

const placeOf = ({ x, y }: { readonly x: number; readonly y: number }): Place => [x, y];
const pointOf = ([x, y]: Place = [0, 0]) => ({ x, y });
