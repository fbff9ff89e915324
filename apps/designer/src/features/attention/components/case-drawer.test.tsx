import { Notifications, notifications } from '@mantine/notifications';
import { ApiProblem } from '@penstock/api-client';
import type { EvidenceBundle, OpenCase } from '@penstock/contracts';
import { Decimal } from '@penstock/kernel';
import { screen, within as inside } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { anOperator, renderPage } from '../../../testing/render-page';
import { anEffect, idOf } from '../../../testing/run-records';
import { aCase, someEvidence } from '../testing/attention-records';
import { CaseDrawer } from './case-drawer';

const refusal = (code: string, detail: string): ApiProblem =>
  new ApiProblem({ type: 'about:blank', title: 'Refused', status: 409, code, detail, requestId: 'req-1' });

const sandbox = { id: idOf(1), key: 'sandbox', name: 'Sandbox', kind: 'sandbox', position: 0 };

interface Told {
  readonly evidence?: EvidenceBundle | (() => EvidenceBundle);
  readonly cases?: readonly OpenCase[];
  /** What the server answers to a settlement or a decision. */
  answer?(): unknown;
}

const proposalOf = (by: string): EvidenceBundle['proposals'][number] => ({
  outcome: 'did-not-happen-send',
  by,
  reason: 'Not there',
  at: '2026-11-23T09:00:00.000Z',
});

/** The drawer on the part of the API that it uses; what was sent is kept. */
function show(
  caseId: string,
  { evidence = someEvidence(), cases = [], answer = () => ({ done: true, proposal: null }) }: Told,
) {
  const sent: unknown[][] = [];
  const events: string[] = [];
  const send =
    (what: string) =>
    async (...values: unknown[]): Promise<unknown> => {
      sent.push([what, ...values]);
      return answer();
    };
  const api = {
    session: anOperator(),
    environments: { list: async () => ({ items: [sandbox], nextCursor: null }) },
    cases: {
      list: async () => ({ items: cases, nextCursor: null }),
      evidence: async () => (typeof evidence === 'function' ? evidence() : evidence),
      settle: send('settle'),
    },
    runs: { decide: send('decide') },
  };
  renderPage(
    <>
      <Notifications />
      <CaseDrawer caseId={caseId} onClose={() => events.push('closed')} onDecided={() => events.push('decided')} />
    </>,
    api,
  );
  return { sent, events };
}

afterEach(() => notifications.clean());

describe('an effect in doubt', () => {
  test('shows what was to be done, what was answered, what look-ups said and what it means', async () => {
    show('one', {});

    expect(await screen.findByText(/We do not know whether the card was charged/)).toBeInTheDocument();
    expect(screen.getByText('ending 5439')).toBeInTheDocument();
    expect(screen.getByText('PayTrace did not answer.')).toBeInTheDocument();
    expect(screen.getByRole('list', { name: 'What the look-ups said' })).toHaveTextContent('PayTrace answered 503.');
  });

  test('happened: takes the remote id and a reason, then moves on', async () => {
    const { sent, events } = show('one', {});
    await userEvent.click(await screen.findByRole('button', { name: 'It happened' }));
    const dialog = within('It happened');
    expect(dialog.getByRole('button', { name: 'It happened' })).toBeDisabled();

    await userEvent.type(dialog.getByLabelText(/Id on the other side/), ' 105968532 ');
    await userEvent.type(dialog.getByLabelText(/Reason/), 'Seen in the portal');
    await userEvent.click(dialog.getByRole('button', { name: 'It happened' }));

    expect(sent).toEqual([
      [
        'settle',
        someEvidence().effect.id,
        { outcome: 'happened', remoteId: '105968532', reason: 'Seen in the portal' },
      ],
    ]);
    expect(events).toEqual(['decided']);
  });

  test('given up without asking: is offered only where nobody could tell, and takes two persons', async () => {
    const { sent } = show('one', { evidence: someEvidence({ mayGiveUpUnasked: true }), answer: () => ({ done: false, proposal: null, message: null }) });
    await userEvent.click(await screen.findByRole('button', { name: 'Give up without asking' }));
    const dialog = within('Give up without asking');
    expect(dialog.getByText(/Nothing is sent, and its business key stays reserved/)).toBeInTheDocument();
    expect(dialog.getByText(/always takes two persons/)).toBeInTheDocument();

    await userEvent.type(dialog.getByLabelText(/Reason/), 'The account is closed');
    await userEvent.click(dialog.getByRole('button', { name: 'Propose' }));

    expect(sent).toEqual([['settle', someEvidence().effect.id, { outcome: 'give-up-unasked', reason: 'The account is closed', confirms: null }]]);
  });

  test('given up without asking: is not offered while the other side can be asked, and says afterwards that nobody knows', async () => {
    const effect = { ...someEvidence().effect, status: 'left-unknown' as const, resolvedBy: 'ann and bob: closed' };
    show('one', { evidence: someEvidence({ effect }) });

    expect(await screen.findByText(/Nobody knows whether the card was charged.*business key stays reserved/)).toBeInTheDocument();
    expect(screen.queryByRole('button', { name: 'Give up without asking' })).not.toBeInTheDocument();
  });

  test('happened: is taken on the word alone once the other side does not confirm it and the person insists', async () => {
    const { sent } = show('one', {
      answer: () => {
        throw refusal('WORD_NOT_CONFIRMED', 'The remote system does not know it.');
      },
    });
    await userEvent.click(await screen.findByRole('button', { name: 'It happened' }));
    const dialog = within('It happened');
    expect(dialog.getByText(/The other side is asked for it first/)).toBeInTheDocument();
    await userEvent.type(dialog.getByLabelText(/Id on the other side/), '7');
    await userEvent.type(dialog.getByLabelText(/Reason/), 'Seen in the portal');
    await userEvent.click(dialog.getByRole('button', { name: 'It happened' }));
    expect(await dialog.findByText('The remote system does not know it.')).toBeInTheDocument();

    await userEvent.click(dialog.getByLabelText(/I have seen it there myself/));
    await userEvent.click(dialog.getByRole('button', { name: 'It happened' }));

    expect(sent).toMatchObject([
      ['settle', expect.any(String), { remoteId: '7' }],
      ['settle', expect.any(String), { remoteId: '7', unchecked: true }],
    ]);
    expect(sent[0]).not.toHaveProperty('2.unchecked');
  });

  test('not happened: says that the other side is asked first, and afterwards what it said', async () => {
    show('one', {
      answer: () => ({ done: true, proposal: null, message: 'You said that it did not happen. PayTrace knows it under 123.' }),
    });
    await userEvent.click(await screen.findByRole('button', { name: 'It did not happen: send' }));
    const dialog = within('It did not happen: send it');
    expect(dialog.getByText(/The other side is asked first, twice/)).toBeInTheDocument();
    await userEvent.type(dialog.getByLabelText(/Reason/), 'Not there');
    await userEvent.click(dialog.getByRole('button', { name: 'Send now' }));

    expect(await screen.findByText(/PayTrace knows it under 123/)).toBeInTheDocument();
  });

  test('shows what people said of it', async () => {
    const word = { outcome: 'did-not-happen-send', by: 'ann', remoteId: null, reason: 'Not there.', at: '2026-11-23T10:00:00.000Z' } as const;
    show('one', { evidence: someEvidence({ words: [word] }) });

    expect(await screen.findByText(/ann: It did not happen: send it/)).toHaveTextContent('“Not there.”');
  });

  test('happened: takes what else the other side shows', async () => {
    const { sent } = show('one', {});
    await userEvent.click(await screen.findByRole('button', { name: 'It happened' }));
    const dialog = within('It happened');

    await userEvent.type(dialog.getByLabelText(/Id on the other side/), '7');
    await userEvent.click(dialog.getByText(/What else it shows there/));
    await userEvent.type(dialog.getByLabelText('Approval code'), 'TAS610');
    await userEvent.type(dialog.getByLabelText(/Reason/), 'Seen in the portal');
    await userEvent.click(dialog.getByRole('button', { name: 'It happened' }));

    expect(sent).toMatchObject([
      ['settle', expect.any(String), { remoteId: '7', output: { approval_code: 'TAS610' } }],
    ]);
  });

  test('above the limit is proposed, and stays open', async () => {
    const { sent, events } = show('one', {
      evidence: someEvidence({ needsTwoPersons: true }),
      answer: () => ({ done: false, proposal: null, message: null }),
    });
    await userEvent.click(await screen.findByRole('button', { name: 'It did not happen: send' }));
    const dialog = within('It did not happen: send it');
    expect(dialog.getByText(/Nothing is sent until a colleague has looked/)).toBeInTheDocument();
    expect(dialog.getByText('Sandbox')).toBeInTheDocument();

    await userEvent.type(dialog.getByLabelText(/Reason/), 'Not there');
    await userEvent.click(dialog.getByRole('button', { name: 'Propose' }));

    expect(sent).toMatchObject([['settle', expect.any(String), { outcome: 'did-not-happen-send', confirms: null }]]);
    expect(events).toEqual([]);
  });

  test.each([
    ['a colleague', 'bob@home.example', 'can be confirmed', true],
    ['the same person', 'ann@home.example', 'cannot be confirmed', false],
  ])('proposed by %s (%s) %s', async (_who, by, _what, isAllowed) => {
    const proposal = {
      outcome: 'did-not-happen-send',
      by,
      reason: 'Not there',
      at: '2026-11-23T09:00:00.000Z',
    } as const;
    show('one', { evidence: someEvidence({ needsTwoPersons: true, proposals: [proposal] }) });
    await userEvent.click(await screen.findByRole('button', { name: 'It did not happen: send' }));
    const dialog = within('It did not happen: send it');
    await userEvent.type(dialog.getByLabelText(/Reason/), 'Looked as well');

    const confirm = dialog.getByRole('button', { name: 'Confirm as second person' });

    expect((confirm as HTMLButtonElement).disabled).toBe(!isAllowed);
  });

  test('confirms the proposal that was shown, by person and time', async () => {
    const { sent } = show('one', { evidence: someEvidence({ needsTwoPersons: true, proposals: [proposalOf('bob')] }) });
    await userEvent.click(await screen.findByRole('button', { name: 'It did not happen: send' }));
    const dialog = within('It did not happen: send it');
    expect(dialog.getByText(/bob has proposed .*“Not there”/)).toBeInTheDocument();
    await userEvent.type(dialog.getByLabelText(/Reason/), 'Looked as well');
    await userEvent.click(dialog.getByRole('button', { name: 'Confirm as second person' }));

    expect(sent).toMatchObject([['settle', expect.any(String), { confirms: { by: 'bob', at: proposalOf('bob').at } }]]);
  });

  test('proposed by a colleague meanwhile is not confirmed unseen', async () => {
    let proposals: EvidenceBundle['proposals'] = [];
    const { sent, events } = show('one', {
      evidence: () => someEvidence({ needsTwoPersons: true, proposals }),
      answer: () => {
        proposals = [proposalOf('bob')];
        throw refusal('PROPOSAL_WAITS', 'bob proposed this.');
      },
    });
    await userEvent.click(await screen.findByRole('button', { name: 'It did not happen: send' }));
    const dialog = within('It did not happen: send it');
    await userEvent.type(dialog.getByLabelText(/Reason/), 'Not there');
    await userEvent.click(dialog.getByRole('button', { name: 'Propose' }));

    expect(await dialog.findByText(/bob has proposed this meanwhile/)).toBeInTheDocument();
    expect(dialog.getByRole('button', { name: 'Propose' })).toBeDisabled();
    expect([sent.length, events]).toEqual([1, []]);
  });

  test('that somebody else has settled says so kindly and moves on', async () => {
    const { events } = show('one', {
      answer: () => {
        throw refusal('EFFECT_SETTLED', 'It was settled already by bob@home.example. Nothing was changed.');
      },
    });
    await userEvent.click(await screen.findByRole('button', { name: 'Give up' }));
    await userEvent.type(within('Give up').getByLabelText(/Reason/), 'Not wanted');
    await userEvent.click(within('Give up').getByRole('button', { name: 'Give up' }));

    expect(await screen.findByText(/settled already by bob@home.example/)).toBeInTheDocument();
    expect(screen.queryByRole('alert')).not.toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'Go on' }));
    expect(events).toEqual(['decided']);
  });

  test('that is settled offers nothing any more', async () => {
    show('one', {
      evidence: someEvidence({ effect: anEffect({ status: 'confirmed', resolvedBy: 'ann@home.example: Seen.' }) }),
    });

    expect(await screen.findByText('Settled by ann@home.example: Seen.')).toBeInTheDocument();
    expect(screen.queryByRole('button', { name: 'Give up' })).not.toBeInTheDocument();
  });
});

describe('a question', () => {
  const question = aCase({
    kind: 'decision',
    id: 'run-1/ask',
    runId: 'run-1',
    stepId: 'ask',
    question: 'Refund?',
    choices: [
      { id: 'yes', label: 'Refund it' },
      { id: 'no', label: 'Keep it' },
    ],
    shown: [{ path: 'trigger.order.total', value: Decimal.from('98.50') as never }],
  });

  test('is decided by one of its choices, with a reason', async () => {
    const { sent, events } = show('run-1/ask', { cases: [question] });
    expect(await screen.findByRole('button', { name: 'Refund it' })).toBeDisabled();
    expect(screen.getByText('98.50')).toBeInTheDocument();

    await userEvent.type(screen.getByLabelText(/Reason/), 'Goods were broken');
    await userEvent.click(screen.getByRole('button', { name: 'Keep it' }));
    const dialog = within('Decide: Keep it');
    expect(dialog.getByText('USD 218.40')).toBeInTheDocument();
    expect(dialog.getByText('Sandbox')).toBeInTheDocument();
    expect(sent).toEqual([]);
    await userEvent.click(dialog.getByRole('button', { name: 'Decide' }));

    expect(sent).toEqual([['decide', 'run-1', 'ask', { choice: 'no', reason: 'Goods were broken' }]]);
    expect(events).toEqual(['decided']);
  });

  test('that a colleague has decided says by whom', async () => {
    show('run-1/ask', {
      cases: [question],
      answer: () => {
        throw refusal('DECISION_NOT_OPEN', 'It was decided by bob@home.example already.');
      },
    });
    await userEvent.type(await screen.findByLabelText(/Reason/), 'Goods were broken');

    await userEvent.click(screen.getByRole('button', { name: 'Refund it' }));
    await userEvent.click(within('Decide: Refund it').getByRole('button', { name: 'Decide' }));

    expect(await screen.findByText('It was decided by bob@home.example already.')).toBeInTheDocument();
  });
});

/** The dialog of that name. */
function within(name: string) {
  const dialog = screen.getByRole('dialog', { name });
  return inside(dialog);
}
