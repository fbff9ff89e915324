export * from './simulator-server';
export * from './routes';
export * from './faults';
export * from './journal';
export * from './virtual-clock';
export * from './webhook-push';
export { withBody } from './control-routes';
