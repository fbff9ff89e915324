import { startTestApi, problemOf, type TestApi } from '../../testing/test-api';

let api: TestApi;
beforeEach(async () => {
  api = await startTestApi();
});
afterEach(() => api.close());

const reason = 'Compared every charge of the day with the gateway.';
const guard = () => api.as('auditor').get('/api/v1/engine/restore-guard');
const resume = (body: unknown = { reason }) => api.as('administrator').post('/api/v1/engine/restore-guard/resume', body);
const restore = () =>
  api.dataSource.query(
    `update engine_state set restored_at = now(), restored_how = 'the restore command', gap_from = '2026-11-20T10:00:00Z', gap_to = '2026-11-20T12:00:00Z'`,
  );

describe('the restore guard', () => {
  test('is open on a database that was never restored', async () => {
    const { status, body } = await guard();

    expect([status, body.status, body.message]).toEqual([200, 'open', null]);
  });

  test('says since when and what to verify', async () => {
    await restore();

    const { body } = await guard();

    expect(body).toMatchObject({ status: 'held', gapFrom: '2026-11-20T10:00:00.000Z', gapTo: '2026-11-20T12:00:00.000Z', resolvedBy: null });
    expect(body.message).toContain('Sending is held: the database was restored to 2026-11-20T10:00:00.000Z; effects between');
  });

  test('stands in the overview while sending is held', async () => {
    const before = await api.as('auditor').get('/api/v1/overview');
    await restore();
    const during = await api.as('auditor').get('/api/v1/overview');

    expect(before.body.sendingHeld).toBeUndefined();
    expect(during.body.sendingHeld).toContain('Nothing is sent until an administrator resumes.');
  });
});

describe('resuming', () => {
  test('keeps who did it and why', async () => {
    await restore();

    const { status, body } = await resume();

    expect(status).toBe(200);
    expect(body).toMatchObject({ status: 'resumed', resolvedBy: 'key administrator', resolvedReason: reason });
  });

  test('is done by one of two people', async () => {
    await restore();

    const answers = await Promise.all([resume(), resume()]);

    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  });

  test('is refused when nothing is held', async () => {
    const answer = await resume();

    expect(problemOf(answer)).toMatchObject({ status: 409, code: 'SENDING_NOT_HELD' });
  });

  test.each([[{}], [{ reason: 'ok' }], [{ reason, force: true }]])('is refused with %j', async (body) => {
    await restore();

    expect((await resume(body)).status).toBe(400);
    expect((await guard()).body.status).toBe('held');
  });
});
