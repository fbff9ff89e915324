export type { ChoicesAnswer, ChoicesQuestion } from './connection-choices';
export { createEngineHost } from './create-engine-host';
export * from './engine-host';
export { createLog } from './process/log';
export * from './process/process-config';
export { runUntilStopped } from './process/run-until-stopped';
export { startEngine } from './process/start-engine';
export { INTAKE_SECRET } from './route-table';
export type { BackfillRequest, DeploymentOfOrganization, TriggerOperations, TriggerRefusal } from './triggers/trigger-operations';
