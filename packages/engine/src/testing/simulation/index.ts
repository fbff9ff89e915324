export * from './ablations';
export { faultKinds, type FaultKind } from './fault-plan';
export { letterMeanings, letters, type Finding, type Letter } from './findings';
export * from './simulate';
