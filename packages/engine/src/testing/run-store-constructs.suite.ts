import type { EventId, OrganizationId, RunId } from '@penstock/kernel';
import type { ClaimedRun, NewEvent, RunStore } from '../ports/run-store';
import { aFailure, aJournalEntry, aMove, aNewEffect, aNewEvent, claimOneFrom, conflictsOf, parked, progress, withIntent, type RunStoreHarness, type SourceOfTest } from './run-store-fixtures';

/** What a run store promises for waits, sub-flows, lanes, fair claims and the words of people. */
export function describeRunStoreConstructs(name: string, open: () => Promise<RunStoreHarness>): void {
  describe(`a run store ${name}`, () => {
    let harness: RunStoreHarness;
    let store: RunStore;
    let source: SourceOfTest;

    beforeEach(async () => {
      harness = await open();
      store = await harness.openStore();
      source = await harness.createSource(1);
    });

    const accept = (overrides: Partial<NewEvent> = {}, from: SourceOfTest = source) => store.accept(aNewEvent(harness, from, overrides));
    const aClaimedRun = async (): Promise<ClaimedRun> => {
      await accept();
      return claimOneFrom(store);
    };
    const finished = (run: ClaimedRun) => progress(run, { disposition: { kind: 'finish', status: 'succeeded' } });
    const asked = (run: ClaimedRun) => progress(run, { disposition: { kind: 'needs-attention', failure: aFailure, held: ['charge'], readyInMs: null } });

    describe('asked for several intents at once', () => {
      test('G3: stores those that meet no rival and names the rivals of the others', async () => {
        const [first, second] = [await aClaimedRun(), await aClaimedRun()];
        const taken = aNewEffect(harness, { businessKey: 'INV-9' });
        await store.commit(withIntent(first, taken));
        const [free, rival] = [aNewEffect(harness, { stepId: 'post' }), aNewEffect(harness, { businessKey: 'INV-9' })];

        const result = await store.commit(withIntent(second, free, rival));
        await store.commit(parked(second));

        expect(result.kind === 'committed' && [...result.conflicts].map(([id, { id: other }]) => [id, other])).toEqual([[rival.id, taken.id]]);
        expect((await claimOneFrom(store)).effects).toMatchObject([{ id: free.id, state: 'INTENT' }]);
      });
    });

    test('G3: stores an intent in the commit that gives up the one before it', async () => {
      const run = await aClaimedRun();
      const [first, second] = [aNewEffect(harness, { businessKey: 'INV-10' }), aNewEffect(harness, { businessKey: 'INV-10', attempt: 2 })];
      await store.commit({ ...withIntent(run, first), outcomes: [] });
      await store.commit(progress(run, { outcomes: [aMove(first.id, 'UNKNOWN')] }));

      const result = await store.commit({ ...withIntent(run, second), outcomes: [aMove(first.id, 'ABSENT')] });
      await store.commit(parked(run));

      expect(conflictsOf(result)).toEqual([]);
      const { effects } = await claimOneFrom(store);
      expect(effects.map(({ attempt, state }) => [attempt, state]).sort()).toEqual([[1, 'ABSENT'], [2, 'INTENT']]);
    });

    describe('with a run in a lane', () => {
      const lane = { name: 'customer', path: 'trigger.customer', skips: false };
      const inLane = (customer: string): Partial<NewEvent> => ({ lanes: { 'trigger.customer': customer } });
      const claimAll = async (): Promise<ClaimedRun[]> => [...(await store.claim({ limit: 10 }))];

      test('S5: lets one run of a value go at a time, in order', async () => {
        const laned = await harness.createSource(1, lane);
        const accepted = [];
        for (let count = 0; count < 3; count += 1) accepted.push(await accept(inLane('C-1'), laned));
        const order: RunId[] = [];

        for (let turn = 0; turn < 3; turn += 1) {
          await store.sweepLanes();
          const runs = await claimAll();
          expect(runs).toHaveLength(1);
          order.push(...runs.map(({ runId }) => runId));
          await store.commit(finished(runs[0]!));
        }

        expect(order).toEqual(accepted.map(({ runs }) => runs[0]?.runId));
      });

      test('S5: lets other values pass', async () => {
        const laned = await harness.createSource(1, lane);
        for (const customer of ['C-1', 'C-1', 'C-2', 'C-3']) await accept(inLane(customer), laned);

        expect(await claimAll()).toHaveLength(3);
      });

      test('S5: keeps the lane closed while the run ahead waits', async () => {
        const laned = await harness.createSource(1, lane);
        for (let count = 0; count < 2; count += 1) await accept(inLane('C-1'), laned);
        const [head] = await claimAll();

        await store.commit(parked(head!, 60_000));
        await store.sweepLanes();

        expect(await claimAll()).toEqual([]);
      });

      test('S5: lets a run that had its turn go on after a wait', async () => {
        const laned = await harness.createSource(1, lane);
        for (let count = 0; count < 2; count += 1) await accept(inLane('C-1'), laned);
        const [head] = await claimAll();
        await store.commit(parked(head!));

        const again = await claimAll();

        expect(again.map(({ runId }) => runId)).toEqual([head?.runId]);
      });

      test.each([
        ['holds the others', false, 0],
        ['lets the others pass', true, 1],
      ])('%s behind a run that needs a person, as the lane says', async (_what, skips, claimable) => {
        const laned = await harness.createSource(1, { ...lane, skips });
        for (let count = 0; count < 2; count += 1) await accept(inLane('C-1'), laned);
        const [head] = await claimAll();

        await store.commit(asked(head!));
        await store.sweepLanes();

        expect(await claimAll()).toHaveLength(claimable);
      });

      test('does not hand it over born leased', async () => {
        const laned = await harness.createSource(1, lane);

        const accepted = await accept({ ...inLane('C-1'), claim: true }, laned);

        expect([accepted.runs.length, accepted.claimed.length]).toEqual([1, 0]);
      });
    });

    test('does not take a cancellation back when a person retries', async () => {
      const run = await aClaimedRun();
      await store.commit(asked(run));
      await store.cancelRun(run);
      await store.commit(asked(await claimOneFrom(store)));

      expect(await store.retryRun(run)).toBe('done');

      expect(await claimOneFrom(store)).toMatchObject({ cancelRequested: true, held: [] });
    });

    test('keeps what is held for a person while the run goes on, and adds to it what comes later', async () => {
      const run = await aClaimedRun();
      await store.commit(progress(run, { disposition: { kind: 'continue', held: { keys: ['charge'], failure: aFailure } } }));
      await store.commit(progress(run, { disposition: { kind: 'continue', held: { keys: ['charge', 'post'], failure: aFailure } } }));
      await harness.expireLeases();
      const other = await harness.openStore();
      await other.releaseDead();
      const again = await claimOneFrom(other);

      await other.commit(progress(again, { disposition: { kind: 'needs-attention', failure: null, held: ['mail'], readyInMs: 0 } }));

      expect(again.held).toEqual(['charge', 'post']);
      expect((await claimOneFrom(other)).held).toEqual(['charge', 'post', 'mail']);
    });

    test('S6: claims of every flow in turn when one has a backlog', async () => {
      const quiet = await harness.createSource(1);
      for (let count = 0; count < 40; count += 1) await accept();
      const late = await accept({}, quiet);

      const claimed = await store.claim({ limit: 10 });

      expect(claimed.map(({ runId }) => runId)).toContain(late.runs[0]?.runId);
    });

    test('S6: leaves the flows alone that are to be passed over', async () => {
      const quiet = await harness.createSource(1);
      const backlog = await accept();
      const late = await accept({}, quiet);

      const claimed = await store.claim({ limit: 10, passOver: backlog.runs.map(({ flowId }) => flowId) });

      expect(claimed.map(({ runId }) => runId)).toEqual(late.runs.map(({ runId }) => runId));
    });

    describe('with a run that waits', () => {
      const opened = async (kind: 'callback' | 'decision' | 'timer'): Promise<ClaimedRun> => {
        const run = await aClaimedRun();
        await store.commit({ ...parked(run, 60_000), waitpoints: [{ key: 'ask', kind, expiresInMs: 60_000, prompt: '{"question":"Refund?"}' }] });
        return run;
      };
      const answer = (run: ClaimedRun, kind: 'callback' | 'decision', result = '{"choice":"yes"}') =>
        store.answerWaitpoint({ organizationId: run.organizationId, runId: run.runId, key: 'ask', kind, result, actor: 'ann', reason: null });

      test('wakes it with the answer', async () => {
        const run = await opened('decision');

        expect(await answer(run, 'decision')).toBe('done');

        const again = await claimOneFrom(store);
        expect(again.waitpoints).toMatchObject([{ key: 'ask', state: 'answered', result: '{"choice":"yes"}', actor: 'ann' }]);
      });

      test('counts the first of two answers', async () => {
        const run = await opened('decision');
        const outcomes = await Promise.all([answer(run, 'decision', '{"choice":"yes"}'), answer(run, 'decision', '{"choice":"no"}')]);

        expect([...outcomes].sort()).toEqual(['done', 'not-possible']);
      });

      test('takes a call that comes before the run has reached its wait', async () => {
        const run = await aClaimedRun();

        expect(await answer(run, 'callback')).toBe('done');
        await store.commit(parked(run, 60_000));

        expect((await claimOneFrom(store)).waitpoints).toMatchObject([{ key: 'ask', state: 'answered' }]);
      });

      test('takes no decision nobody was asked for', async () => {
        const run = await aClaimedRun();

        expect(await answer(run, 'decision')).toBe('not-found');
      });

      test('lets an answer stand against the end of its time', async () => {
        const run = await opened('callback');
        await answer(run, 'callback');

        expect(await store.expireWaitpoint({ runId: run.runId, key: 'ask' })).toBe('answered');
      });

      test('takes no answer after the end of its time', async () => {
        const run = await opened('callback');
        expect(await store.expireWaitpoint({ runId: run.runId, key: 'ask' })).toBe('expired');

        expect(await answer(run, 'callback')).toBe('not-possible');
      });

      test('takes no answer from another organisation', async () => {
        const run = await opened('decision');

        expect(await answer({ ...run, organizationId: harness.newId() as OrganizationId }, 'decision')).toBe('not-found');
      });
    });

    test('S7: wakes a run that was told something while it was being executed', async () => {
      const run = await aClaimedRun();
      await store.nudge({ runIds: [run.runId] });

      await store.commit(parked(run, 60_000));

      expect((await claimOneFrom(store)).runId).toBe(run.runId);
    });

    test('S7: wakes a run that was cancelled while it was being executed', async () => {
      const run = await aClaimedRun();
      await store.cancelRun(run);

      await store.commit(parked(run, 60_000));

      expect((await claimOneFrom(store)).cancelRequested).toBe(true);
    });

    describe('with a sub-flow', () => {
      const spawning = (run: ClaimedRun, flowId = run.flowId) => ({
        ...parked(run, 60_000),
        children: [{ key: 'call', runId: harness.newId() as RunId, eventId: harness.newId() as EventId, flowId, payload: '{"total":"1.10"}' }],
      });

      test('starts a run of its live version with the payload', async () => {
        const run = await aClaimedRun();

        const result = await store.commit(spawning(run));

        expect(result).toMatchObject({ kind: 'committed', refusedChildren: [] });
        expect(await claimOneFrom(store)).toMatchObject({ flowId: run.flowId, payload: '{"total":"1.10"}' });
      });

      test('refuses a flow that is not live here', async () => {
        const run = await aClaimedRun();

        expect(await store.commit(spawning(run, harness.newId()))).toMatchObject({ refusedChildren: ['call'] });
      });

      test('wakes the caller with the answer when it ends', async () => {
        const run = await aClaimedRun();
        await store.commit(spawning(run));
        const child = await claimOneFrom(store);

        await store.commit({ ...finished(child), response: '{"status":200,"body":{"ok":true}}' });

        const again = await claimOneFrom(store);
        expect(again.runId).toBe(run.runId);
        expect(again.children).toEqual([{ key: 'call', runId: child.runId, status: 'succeeded', result: '{"status":200,"body":{"ok":true}}' }]);
      });
    });

    describe('with steps that wait for a person', () => {
      test('remembers which, while another branch goes on', async () => {
        const run = await aClaimedRun();
        await store.commit(progress(run, { disposition: { kind: 'needs-attention', failure: aFailure, held: ['charge'], readyInMs: 0 } }));

        expect((await claimOneFrom(store)).held).toEqual(['charge']);
      });

      test('forgets them when the person asks for another try', async () => {
        const run = await aClaimedRun();
        await store.commit(asked(run));

        await store.retryRun(run);

        expect((await claimOneFrom(store)).held).toEqual([]);
      });
    });

    describe('asked to run an event again', () => {
      const again = (run: ClaimedRun, overrides: { keepKeys?: string[]; payload?: string | null } = {}) =>
        store.rerun({
          organizationId: run.organizationId,
          runId: run.runId,
          newRunId: harness.newId() as RunId,
          newEventId: harness.newId() as EventId,
          keepKeys: [],
          version: 'same',
          payload: null,
          actor: 'ann',
          ...overrides,
        });

      test('takes over the finished steps that are kept', async () => {
        const run = await aClaimedRun();
        const kept = aJournalEntry({ stepId: 'map', output: '{"total":1.00}' });
        await store.commit({ ...finished(run), journal: [kept, aJournalEntry({ stepId: 'later' })] });

        const result = await again(run, { keepKeys: ['map'] });

        const rerun = await claimOneFrom(store);
        expect(result).toEqual({ kind: 'started', runId: rerun.runId });
        expect(rerun).toMatchObject({ payload: run.payload, flowVersionId: run.flowVersionId, journal: [kept] });
      });

      test('uses another payload when told so', async () => {
        const run = await aClaimedRun();
        await store.commit(finished(run));

        await again(run, { payload: '{"corrected":true}' });

        expect((await claimOneFrom(store)).payload).toBe('{"corrected":true}');
      });

      test('knows nothing of another organisation’s run', async () => {
        const run = await aClaimedRun();

        expect(await again({ ...run, organizationId: harness.newId() as OrganizationId })).toEqual({ kind: 'not-found' });
      });
    });
  });
}
