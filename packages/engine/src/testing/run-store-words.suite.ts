import type { EffectId } from '@penstock/kernel';
import type { ClaimedRun, RunStore } from '../ports/run-store';
import { aFailure, aMove, aNewEffect, aNewEvent, claimOneFrom, parked, progress, withIntent, type RunStoreHarness, type SourceOfTest } from './run-store-fixtures';

/** What a run store promises when people say what became of an effect. */
export function describeRunStoreWords(name: string, open: () => Promise<RunStoreHarness>): void {
  describe(`a run store ${name}`, () => {
    let harness: RunStoreHarness;
    let store: RunStore;
    let source: SourceOfTest;

    beforeEach(async () => {
      harness = await open();
      store = await harness.openStore();
      source = await harness.createSource(1);
    });

    const aClaimedRun = async (): Promise<ClaimedRun> => {
      await store.accept(aNewEvent(harness, source));
      return claimOneFrom(store);
    };
    const asked = (run: ClaimedRun) => progress(run, { disposition: { kind: 'needs-attention', failure: aFailure, held: ['charge'], readyInMs: null } });

    describe('told by a person what became of an effect', () => {
      const settle = (effectId: EffectId, run: ClaimedRun, state: 'DONE' | 'ABSENT' | 'REJECTED') =>
        store.settleEffect({ organizationId: run.organizationId, effectId, state, isChecked: false, remoteId: 'T-1', response: '{"id":"T-1"}', actor: 'ann', reason: 'seen in the portal' });

      test('takes no word on what is unknown while the run is being executed, and may be doing it again', async () => {
        const run = await aClaimedRun();
        const intent = aNewEffect(harness);
        await store.commit(withIntent(run, intent));
        await store.commit(progress(run, { outcomes: [aMove(intent.id, 'UNKNOWN')] }));

        const meanwhile = await settle(intent.id, run, 'ABSENT');
        await store.commit(parked(run));

        expect([meanwhile, await settle(intent.id, run, 'ABSENT')]).toEqual(['not-possible', 'done']);
      });

      const inDoubt = async () => {
        const run = await aClaimedRun();
        const intent = aNewEffect(harness);
        await store.commit(withIntent(run, intent));
        await store.commit({ ...asked(run), outcomes: [aMove(intent.id, 'NEEDS_HUMAN')] });
        return { run, intent };
      };
      const say = (effectId: EffectId, run: ClaimedRun, state: 'DONE' | 'ABSENT' | 'REJECTED') =>
        store.settleEffect({ organizationId: run.organizationId, effectId, state, isChecked: true, remoteId: null, response: null, actor: 'ann', reason: 'not in the portal' });

      test.each([
        ['ABSENT', 'send'],
        ['REJECTED', 'stop'],
        ['DONE', 'happened'],
      ] as const)('wakes the run of a word that is to be checked, and changes nothing else: %s', async (state, says) => {
        const { run, intent } = await inDoubt();

        expect(await say(intent.id, run, state)).toBe('done');

        const again = await claimOneFrom(store);
        expect([again.held, again.effects]).toMatchObject([[], [{ state: 'UNKNOWN', absentProbes: 0, word: { says, by: 'ann', remoteId: null } }]]);
        expect(again.effects[0]?.resolveAfter).toBeLessThanOrEqual(again.now);
      });

      test('keeps the business key of a word that is to be checked', async () => {
        const { run, intent } = await inDoubt();
        await say(intent.id, run, 'ABSENT');
        await claimOneFrom(store);

        const other = await aClaimedRun();
        const result = await store.commit(withIntent(other, aNewEffect(harness, { businessKey: intent.businessKey })));

        expect(result.kind === 'committed' && [...result.conflicts.values()].map(({ id }) => id)).toEqual([intent.id]);
      });

      test('waits for the end of a quarantine before it checks a word', async () => {
        const run = await aClaimedRun();
        const intent = aNewEffect(harness);
        await store.commit(withIntent(run, intent));
        await store.commit({ ...parked(run), outcomes: [{ ...aMove(intent.id, 'UNKNOWN'), resolveInMs: 60_000 }] });

        await say(intent.id, run, 'ABSENT');

        const again = await claimOneFrom(store);
        expect(again.effects[0]?.resolveAfter).toBeGreaterThan(again.now + 50_000);
      });

      test('keeps a word through its look-ups, until the person is asked again and retries', async () => {
        const { run, intent } = await inDoubt();
        await say(intent.id, run, 'ABSENT');
        const looking = await claimOneFrom(store);
        await store.commit({ ...parked(looking), outcomes: [aMove(intent.id, 'UNKNOWN')] });
        const lookedAgain = await claimOneFrom(store);
        await store.commit({ ...asked(lookedAgain), outcomes: [{ ...aMove(intent.id, 'NEEDS_HUMAN'), probes: 1 }] });
        await store.retryRun(run);
        const retried = await claimOneFrom(store);
        await store.commit({ ...parked(retried), outcomes: [aMove(intent.id, 'UNKNOWN')] });

        const words = [lookedAgain, retried, await claimOneFrom(store)].map(({ effects }) => effects[0]?.word?.says);
        expect(words).toEqual(['send', 'send', undefined]);
      });

      test.each([
        ['one that counts as it is', false, 'ABSENT'],
        ['one that is to be checked', true, 'UNKNOWN'],
      ])('is not asked again by a commit that is repeated after the word: %s', async (_what, isChecked, state) => {
        const run = await aClaimedRun();
        const intent = aNewEffect(harness);
        await store.commit(withIntent(run, intent));
        const holding = progress(run, { outcomes: [aMove(intent.id, 'NEEDS_HUMAN')], disposition: { kind: 'continue', held: { keys: [intent.stepId], failure: aFailure } } });
        await store.commit(holding);
        await store.settleEffect({ organizationId: run.organizationId, effectId: intent.id, state: 'ABSENT', isChecked, remoteId: null, response: null, actor: 'ann', reason: 'not in the portal' });

        await store.commit(holding);
        await store.commit(parked(run));

        const again = await claimOneFrom(store);
        expect([again.held, again.effects]).toMatchObject([[], [{ state, word: { says: 'send' } }]]);
      });

      test('is asked again when the look-up of the word could not tell', async () => {
        const { run, intent } = await inDoubt();
        await say(intent.id, run, 'ABSENT');
        const looking = await claimOneFrom(store);

        await store.commit({ ...asked(looking), outcomes: [{ ...aMove(intent.id, 'NEEDS_HUMAN'), probes: 1 }] });

        await store.nudge({ runIds: [run.runId] });
        const again = await claimOneFrom(store);
        expect([again.held, again.effects]).toMatchObject([['charge'], [{ state: 'NEEDS_HUMAN' }]]);
      });

      test('records since when what is only looked up may have been sent', async () => {
        const run = await aClaimedRun();
        await store.commit(withIntent(run, aNewEffect(harness, { sentFrom: 1_600_000_000_000 })));
        await store.commit(parked(run));

        expect((await claimOneFrom(store)).effects[0]?.sentAt).toBe(1_600_000_000_000);
      });

      test('keeps a step with people that was given up: going on would send it', async () => {
        const { run, intent } = await inDoubt();

        expect(await settle(intent.id, run, 'REJECTED')).toBe('done');

        const again = await claimOneFrom(store);
        expect(again.held).toContain(intent.stepId);
        await store.releaseOwn();
      });

      const leave = (effectId: EffectId, run: ClaimedRun) =>
        store.settleEffect({ organizationId: run.organizationId, effectId, state: 'NEEDS_HUMAN', isChecked: false, remoteId: null, response: null, actor: 'ann and bob', reason: 'closed down' });

      test('leaves unknown what cannot be asked about: it stays with people, and keeps its business key', async () => {
        const { run, intent } = await inDoubt();

        expect(await leave(intent.id, run)).toBe('done');

        const again = await claimOneFrom(store);
        expect([again.held, again.effects]).toMatchObject([[intent.stepId], [{ state: 'NEEDS_HUMAN', word: { says: 'leave', by: 'ann and bob' } }]]);
        const other = await aClaimedRun();
        const result = await store.commit(withIntent(other, aNewEffect(harness, { businessKey: intent.businessKey })));
        expect(result.kind === 'committed' && result.conflicts.size).toBe(1);
      });

      test('leaves nothing unknown that is being looked up', async () => {
        const run = await aClaimedRun();
        const intent = aNewEffect(harness);
        await store.commit(withIntent(run, intent));
        await store.commit({ ...parked(run), outcomes: [aMove(intent.id, 'UNKNOWN')] });
        const quarantined = await leave(intent.id, run);
        const looking = await claimOneFrom(store);
        await store.commit(progress(looking, { outcomes: [aMove(intent.id, 'NEEDS_HUMAN')] }));

        expect([quarantined, await leave(intent.id, run)]).toEqual(['not-possible', 'not-possible']);
      });

      test('does not open again what was left, by a commit that is repeated', async () => {
        const { run, intent } = await inDoubt();
        await leave(intent.id, run);
        const looking = await claimOneFrom(store);

        await store.commit({ ...asked(looking), outcomes: [aMove(intent.id, 'NEEDS_HUMAN')] });
        await store.retryRun(run);

        expect((await claimOneFrom(store)).effects).toMatchObject([{ word: { says: 'leave' } }]);
      });

      test('opens again what was left, once a retry has asked and could not tell', async () => {
        const { run, intent } = await inDoubt();
        await leave(intent.id, run);
        await store.retryRun(run);
        const retried = await claimOneFrom(store);

        await store.commit({ ...asked(retried), outcomes: [{ ...aMove(intent.id, 'NEEDS_HUMAN'), probes: 1 }] });
        await store.retryRun(run);

        expect((await claimOneFrom(store)).effects).toMatchObject([{ state: 'NEEDS_HUMAN', word: null }]);
      });

      test('wakes its run with the word', async () => {
        const { run, intent } = await inDoubt();

        expect(await settle(intent.id, run, 'DONE')).toBe('done');

        const again = await claimOneFrom(store);
        expect(again.held).toEqual([]);
        expect(again.effects).toMatchObject([{ state: 'DONE', remoteId: 'T-1', response: '{"id":"T-1"}' }]);
      });

      test('leaves a confirmed one as it is', async () => {
        const run = await aClaimedRun();
        const intent = aNewEffect(harness);
        await store.commit(withIntent(run, intent));
        await store.commit({ ...parked(run), outcomes: [aMove(intent.id, 'DONE')] });

        expect(await settle(intent.id, run, 'ABSENT')).toBe('not-possible');
        expect((await claimOneFrom(store)).effects).toMatchObject([{ state: 'DONE' }]);
      });
    });
  });
}
