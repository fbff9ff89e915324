export * from './expired-files';
export * from './file-statements';
