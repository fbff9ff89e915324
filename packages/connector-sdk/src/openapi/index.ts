export * from './imported-connector';
export * from './open-api-actions';
export * from './operations';
export { OpenApiRefused } from './references';
