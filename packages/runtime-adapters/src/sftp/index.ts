export * from './sftp-client';
