import { createLoopbackHttpClient, createMemoryFileStorage, testConnector } from '@penstock/connector-sdk/testing';
import { manualClock, type Json } from '@penstock/kernel';
import { files } from '../index';

const nowhere = createLoopbackHttpClient({ connection: { baseUrl: () => 'http://127.0.0.1:9', auth: { kind: 'none' } }, settings: {}, secrets: {} });
export const storage = createMemoryFileStorage();
const bench = testConnector(files, { http: nowhere, settings: {}, clock: manualClock(0), files: storage });

/** Runs an action of the connector through its schemas. */
export const compute = (action: string, input: unknown): Promise<Json> => bench.run(action, input);
