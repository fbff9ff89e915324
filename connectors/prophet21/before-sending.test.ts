import { ConnectorFailure, type FailureClass } from '@penstock/connector-sdk';
import { beforeSending } from './before-sending';

const failing = (failureClass: FailureClass) => () =>
  Promise.reject(new ConnectorFailure({ class: failureClass, code: 'X', message: 'The answer was lost.' }));

describe('a read before a posting', () => {
  test.each(['ambiguous', 'transient'] as const)('that fails as %s leaves nothing posted', async (failureClass) => {
    await expect(beforeSending(failing(failureClass))).rejects.toMatchObject({
      details: {
        class: 'not-sent',
        message: expect.stringContaining('Nothing was posted. The answer was lost.') as string,
      },
    });
  });

  test.each(['auth', 'config', 'business', 'throttled'] as const)('keeps a failure as %s', async (failureClass) => {
    await expect(beforeSending(failing(failureClass))).rejects.toMatchObject({ class: failureClass });
  });

  test('hands on what was read', async () => {
    await expect(beforeSending(() => Promise.resolve(7))).resolves.toBe(7);
  });
});
