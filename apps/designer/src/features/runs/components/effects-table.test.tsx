import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { anEffect, at } from '../../../testing/run-records';
import { renderPage } from '../../../testing/render-page';
import { EffectsTable } from './effects-table';

const confirmed = anEffect({ status: 'confirmed', resolvedBy: 'answer', settledAt: at, remoteId: '392483068', failure: null, probes: 0 });
const lookUps = [{ number: 1, at, verdict: 'found', words: 'Transaction 392483068, approved' }];

async function evidenceOf(effect: typeof confirmed): Promise<HTMLElement> {
  renderPage(<EffectsTable effects={[effect]} steps={[]} />, { cases: { evidence: async () => ({ lookUps }) } });
  await userEvent.click(await screen.findByRole('button', { name: 'Evidence of sale' }));
  return screen.findByRole('region', { name: 'Evidence of sale' });
}

describe('the evidence of a write to the outside', () => {
  test('tells how it is known, under which id, for how much and under which key', async () => {
    const evidence = await evidenceOf(confirmed);

    expect(evidence).toHaveTextContent('The other side answered that it was done.');
    expect(evidence).toHaveTextContent('USD 218.40');
    expect(evidence).toHaveTextContent('None was needed.');
    expect(within(evidence).getByRole('button', { name: 'Copy 392483068' })).toBeInTheDocument();
    expect(within(evidence).getByRole('button', { name: 'Copy charge:WEB-1001' })).toBeInTheDocument();
    expect(within(evidence).getAllByText((_text, element) => element?.tagName === 'TIME')).toHaveLength(2);
  });

  test('shows the look-ups with their answers', async () => {
    const evidence = await evidenceOf({ ...confirmed, resolvedBy: 'verified', probes: 1 });

    const asked = await within(evidence).findByRole('list', { name: 'Look-ups' });
    expect(asked).toHaveTextContent('It is there · Transaction 392483068, approved');
  });

  test('names the person who said so, and why', async () => {
    const evidence = await evidenceOf({ ...confirmed, resolvedBy: 'Ann: Seen in the portal' });

    expect(evidence).toHaveTextContent('Ann said that it happened.');
    expect(evidence).toHaveTextContent('“Seen in the portal”');
  });
});
