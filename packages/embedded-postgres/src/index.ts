export { EmbeddedPostgresError, type EmbeddedPostgresErrorCode } from './errors';
export { findFreePort, isFree } from './free-port';
export { startEmbeddedPostgres, type EmbeddedPostgres, type EmbeddedPostgresOptions } from './start-embedded-postgres';
export { startThrowawayPostgres, type ThrowawayPostgres } from './start-throwaway-postgres';
