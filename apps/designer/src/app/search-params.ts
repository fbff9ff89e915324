import { auditFilter, eventQuery, runStatus, type AuditFilter, type EventQuery, type RunStatus } from '@penstock/contracts';

/** Search parameters of pages: everything a person can point at has an address; what is unknown is dropped. */
type RawSearch = Record<string, unknown>;

const text = (raw: RawSearch, name: string): string | undefined => {
  const value = raw[name];
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && value !== '' ? value : undefined;
};

const present = <T extends object>(values: T): { [K in keyof T]?: Exclude<T[K], undefined> } =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as never;

export interface RunsSearch {
  readonly status?: RunStatus;
  readonly flow?: string;
  readonly q?: string;
}
export const runsSearch = (raw: RawSearch): RunsSearch =>
  present({ status: runStatus.safeParse(raw['status']).data, flow: text(raw, 'flow'), q: text(raw, 'q') });

export interface RunSearch {
  readonly step?: string;
}
export const runSearch = (raw: RawSearch): RunSearch => present({ step: text(raw, 'step') });

export interface DesignerSearch {
  /** The step whose panel is open. */
  readonly step?: string;
  /** The field of that step to show. */
  readonly field?: string;
  /** The past run on the canvas. */
  readonly run?: string;
}
export const designerSearch = (raw: RawSearch): DesignerSearch =>
  present({ step: text(raw, 'step'), field: text(raw, 'field'), run: text(raw, 'run') });

export interface StudioSearch {
  /** The target field that is looked at. */
  readonly target?: string;
}
export const studioSearch = (raw: RawSearch): StudioSearch => present({ target: text(raw, 'target') });

export interface TemplatesSearch {
  /** The template that is being set up. */
  readonly template?: string;
}
export const templatesSearch = (raw: RawSearch): TemplatesSearch => present({ template: text(raw, 'template') });

export interface EnvironmentsSearch {
  /** The environment whose rules are open. */
  readonly environment?: string;
  /** The flow whose connections are shown. */
  readonly flow?: string;
}
export const environmentsSearch = (raw: RawSearch): EnvironmentsSearch =>
  present({ environment: text(raw, 'environment'), flow: text(raw, 'flow') });

export interface EventsSearch {
  readonly state?: NonNullable<EventQuery['state']>;
  readonly event?: string;
}
export const eventsSearch = (raw: RawSearch): EventsSearch =>
  present({ state: eventQuery.shape.state.safeParse(raw['state']).data, event: text(raw, 'event') });

export interface AttentionSearch {
  /** The case that is open: an effect's id, or a run's id and the key of its question. */
  readonly case?: string;
}
export const attentionSearch = (raw: RawSearch): AttentionSearch => present({ case: text(raw, 'case') });

/** Times are ISO 8601 with zone. */
export type AuditLogSearch = AuditFilter;
export const auditLogSearch = (raw: RawSearch): AuditLogSearch => {
  const { actor, action, object, from, to } = auditFilter.shape;
  return present({
    actor: actor.safeParse(text(raw, 'actor')).data,
    action: action.safeParse(raw['action']).data,
    object: object.safeParse(text(raw, 'object')).data,
    from: from.safeParse(raw['from']).data,
    to: to.safeParse(raw['to']).data,
  });
};

export interface ConnectionsSearch {
  /** A connection's id, or `new`. */
  readonly edit?: string;
}
export const connectionsSearch = (raw: RawSearch): ConnectionsSearch => present({ edit: text(raw, 'edit') });

export interface SchemasSearch {
  readonly show?: 'aside' | 'over';
  /** Findings that this flow feels. */
  readonly flow?: string;
}
export const schemasSearch = (raw: RawSearch): SchemasSearch => {
  const show = raw['show'];
  return present({ show: show === 'aside' || show === 'over' ? (show as 'aside' | 'over') : undefined, flow: text(raw, 'flow') });
};

export interface PromotionsSearch {
  /** A promotion that is about to be asked for: a flow, its version and where it goes. */
  readonly flow?: string;
  readonly version?: number;
  readonly to?: string;
}
export const promotionsSearch = (raw: RawSearch): PromotionsSearch =>
  present({ flow: text(raw, 'flow'), version: Number(raw['version']) || undefined, to: text(raw, 'to') });

export interface ReferenceDataSearch {
  /** The table that is open. */
  readonly table?: string;
  readonly kind?: 'cross-references';
}
export const referenceDataSearch = (raw: RawSearch): ReferenceDataSearch =>
  present({ table: text(raw, 'table'), kind: raw['kind'] === 'cross-references' ? ('cross-references' as const) : undefined });
