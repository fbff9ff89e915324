import { createAlertSink } from './alert-sink';

describe('the alert sink', () => {
  test('shows what was sent, as text and newest first', async () => {
    const sink = createAlertSink();
    const { url } = await sink.listen();

    await fetch(`${url}/mail`, { method: 'POST', body: '{"to":"ar@hollander.example","subject":"<b>3 runs</b>"}' });
    await fetch(`${url}/alert`, { method: 'POST', body: '{"rule":"needs attention"}' });

    const page = await (await fetch(url)).text();
    const { messages } = (await (await fetch(`${url}/__sim/state`)).json()) as { messages: { kind: string }[] };
    await sink.close();
    expect(messages.map(({ kind }) => kind)).toEqual(['alert', 'mail']);
    expect(page).not.toContain('<b>3 runs</b>');
    expect(page.indexOf('needs attention')).toBeLessThan(page.indexOf('ar@hollander.example'));
  });

  test('refuses what is not JSON', async () => {
    const sink = createAlertSink();
    const { url } = await sink.listen();

    const { status } = await fetch(`${url}/mail`, { method: 'POST', body: 'To: somebody' });

    await sink.close();
    expect(status).toBe(400);
  });
});
