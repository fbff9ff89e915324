declare const brand: unique symbol;

/** A string that is not interchangeable with other strings, e.g. a `RunId` where a `FlowId` is expected. */
export type Branded<Name extends string> = string & { readonly [brand]: Name };

export type OrganizationId = Branded<'OrganizationId'>;
export type EnvironmentId = Branded<'EnvironmentId'>;
export type FlowId = Branded<'FlowId'>;
export type FlowVersionId = Branded<'FlowVersionId'>;
export type DeploymentId = Branded<'DeploymentId'>;
export type ConnectionId = Branded<'ConnectionId'>;
export type IntakeSourceId = Branded<'IntakeSourceId'>;
export type EventId = Branded<'EventId'>;
export type RunId = Branded<'RunId'>;
export type EffectId = Branded<'EffectId'>;
export type UserId = Branded<'UserId'>;
