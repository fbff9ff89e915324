export * from './audit-entry';
export * from './audit-record';
export * from './verify-audit-log';
