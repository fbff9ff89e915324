export { allItems, type PagePosition } from './all-items';
export { ApiProblem, ApiUnreachable } from './api-problem';
export type { ApiClientOptions, Query } from './api-transport';
export { createApiClient, type ApiClient } from './create-api-client';
export type { LiveStreamListener } from './live-stream';
