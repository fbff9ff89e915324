export * from './http-client';
export * from './http-pools';
export * from './token-cache';
export { isPublicAddress } from './address-guard';
