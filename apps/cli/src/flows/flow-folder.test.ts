import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FlowFolder, hashOf } from './flow-folder';

const url = 'http://localhost:4000';
const flowId = '0199a000-0000-7000-8000-000000000001';
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'flow-folder-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const remembered = (file: string): string | undefined => {
  writeFileSync(join(folder, '.penstock.json'), JSON.stringify({ [url]: { [file]: { flowId, revision: 1, hash: hashOf('') } } }));
  return new FlowFolder(folder, url).fileOfFlow(flowId);
};

describe('what a folder remembers', () => {
  test.each(['order.flow.yaml', '..order.yaml', 'Überweisung 1.yaml'])('names a file of its own: %s', (file) => {
    expect(remembered(file)).toBe(file);
  });

  test.each(['../order.flow.yaml', '/etc/order.flow.yaml', 'a/../../order.flow.yaml', '..\\order.flow.yaml', 'C:\\order.flow.yaml', '..', '.'])('never leads out of it: %s', (file) => {
    expect(() => remembered(file)).toThrow('is not what this program wrote');
  });
});
