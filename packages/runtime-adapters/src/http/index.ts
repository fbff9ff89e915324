export * from './http-client';
export * from './http-pools';
export * from './token-cache';
export { BlockedAddress, isPublicAddress } from './address-guard';
export * from './guarded-fetch';
