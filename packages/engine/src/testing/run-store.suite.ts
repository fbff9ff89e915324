import type { OrganizationId } from '@penstock/kernel';
import type { ClaimedRun, NewEffect, NewEvent, RunStore } from '../ports/run-store';
import {
  aFailure,
  aJournalEntry,
  aMove,
  aNewEffect,
  aNewEvent,
  claimOneFrom,
  conflictsOf,
  parked,
  progress,
  withIntent,
  type RunStoreHarness,
} from './run-store-fixtures';

/** The behaviour of every run store, as one suite: run in memory and on Postgres. Titles cite the port's promises. */
export function describeRunStore(name: string, open: () => Promise<RunStoreHarness>): void {
  describe(`a run store ${name}`, () => {
    let harness: RunStoreHarness;
    let store: RunStore;
    let source: Awaited<ReturnType<RunStoreHarness['createSource']>>;

    beforeEach(async () => {
      harness = await open();
      store = await harness.openStore();
      source = await harness.createSource(1);
    });

    const anEvent = (overrides: Partial<NewEvent> = {}): NewEvent => aNewEvent(harness, source, overrides);
    const anIntent = (overrides: Partial<NewEffect> = {}): NewEffect => aNewEffect(harness, overrides);
    const claimOne = (from: RunStore = store): Promise<ClaimedRun> => claimOneFrom(from);
    const aClaimedRun = async (): Promise<ClaimedRun> => {
      await store.accept(anEvent());
      return claimOne();
    };

    describe('that is handed an event', () => {
      test('S1: starts one run for each active deployment', async () => {
        source = await harness.createSource(3);

        const accepted = await store.accept(anEvent());

        expect(accepted.status).toBe('accepted');
        expect(new Set(accepted.runs.map(({ runId }) => runId)).size).toBe(3);
        expect(await store.claim({ limit: 10 })).toHaveLength(3);
      });

      test('G2: answers a second copy with the first event', async () => {
        const first = await store.accept(anEvent({ dedupeKey: 'merchant:1:approved' }));

        const second = await store.accept(anEvent({ dedupeKey: 'merchant:1:approved' }));

        expect(second).toEqual({ status: 'duplicate', eventId: first.eventId, runs: [], claimed: [] });
        expect(await store.claim({ limit: 10 })).toHaveLength(1);
      });

      test('G2: starts one run for fifty copies at once', async () => {
        const copies = await Promise.all(Array.from({ length: 50 }, () => store.accept(anEvent({ dedupeKey: 'same' }))));

        expect(copies.filter(({ status }) => status === 'accepted')).toHaveLength(1);
        expect(new Set(copies.map(({ eventId }) => eventId)).size).toBe(1);
        expect(await store.claim({ limit: 10 })).toHaveLength(1);
      });

      test('keeps it unrouted when nothing is deployed', async () => {
        source = await harness.createSource(0);

        const kept = await store.accept(anEvent());

        expect(kept.status).toBe('unrouted');
        expect(await store.claim({ limit: 10 })).toEqual([]);
      });

      test('lets a copy count once somebody listens', async () => {
        const silent = await harness.createSource(0);
        await store.accept(anEvent({ ...silent, dedupeKey: 'early' }));
        await harness.subscribe(silent);

        const copy = await store.accept(anEvent({ ...silent, dedupeKey: 'early' }));

        expect(copy.status).toBe('accepted');
        expect(await store.claim({ limit: 10 })).toHaveLength(1);
      });

      test('hands over a born-leased run nobody else can claim', async () => {
        const accepted = await store.accept(anEvent({ claim: true }));

        const rival = await harness.openStore();

        expect(accepted.claimed.map(({ epoch }) => epoch)).toEqual([1]);
        expect(await rival.claim({ limit: 10 })).toEqual([]);
      });
    });

    describe('with runs ready', () => {
      test('S4: gives each run to one of two rival workers', async () => {
        const rival = await harness.openStore();
        for (let count = 0; count < 20; count += 1) await store.accept(anEvent());

        const [mine, theirs] = await Promise.all([store.claim({ limit: 20 }), rival.claim({ limit: 20 })]);
        const rest = await store.claim({ limit: 20 });

        const all = [...mine, ...theirs, ...rest].map(({ runId }) => runId);
        expect(all).toHaveLength(20);
        expect(new Set(all).size).toBe(20);
      });

      test('delivers the payload exactly as it came', async () => {
        const payload = '{"amount":12345678901234567890.10,"text":"\\u0000 “quoted” \\\\"}';
        await store.accept(anEvent({ payload }));

        const run = await claimOne();

        expect(run.payload).toBe(payload);
      });

      test('leaves a parked run alone until it is due', async () => {
        const run = await aClaimedRun();
        await store.commit(parked(run, 60_000));

        expect(await store.claim({ limit: 10 })).toEqual([]);
      });

      test('returns the journal of earlier executions', async () => {
        const run = await aClaimedRun();
        const entry = aJournalEntry({ stepId: 'map', output: '{"total":1.00}' });
        await store.commit({ ...parked(run), journal: [entry] });

        const again = await claimOne();

        expect(again.journal).toEqual([entry]);
        expect(again.epoch).toBe(run.epoch + 1);
      });
    });

    describe('asked to record an intent', () => {
      test('keeps it for whoever claims the run next', async () => {
        const run = await aClaimedRun();
        const intent = anIntent();
        await store.commit(withIntent(run, intent));
        await store.commit(parked(run));

        const again = await claimOne();

        expect(again.effects).toMatchObject([{ id: intent.id, state: 'INTENT', businessKey: intent.businessKey, attempt: 1 }]);
      });

      test('G3: refuses a second live effect of one business key', async () => {
        const [first, second] = [await aClaimedRun(), await aClaimedRun()];
        const intent = anIntent({ businessKey: 'INV-1' });
        await store.commit(withIntent(first, intent));

        const rival = anIntent({ businessKey: 'INV-1' });
        const result = await store.commit(withIntent(second, rival));

        expect(conflictsOf(result)).toMatchObject([[rival.id, { id: intent.id, state: 'INTENT', runId: first.runId }]]);
      });

      test('G3: lets one of two simultaneous intents through', async () => {
        const [first, second] = [await aClaimedRun(), await aClaimedRun()];

        const results = await Promise.all(
          [first, second].map((run) => store.commit(withIntent(run, anIntent({ businessKey: 'INV-2' })))),
        );

        expect(results.map((result) => conflictsOf(result).length).sort()).toEqual([0, 1]);
      });

      test('G3: accepts the key again after verified absence', async () => {
        const run = await aClaimedRun();
        const intent = anIntent({ businessKey: 'INV-3' });
        await store.commit(withIntent(run, intent));
        await store.commit(progress(run, { outcomes: [aMove(intent.id, 'UNKNOWN')] }));
        await store.commit(progress(run, { outcomes: [aMove(intent.id, 'ABSENT')] }));

        const result = await store.commit(withIntent(run, anIntent({ businessKey: 'INV-3', attempt: 2 })));

        expect(conflictsOf(result)).toEqual([]);
      });

      test('keeps the same key of another merchant apart', async () => {
        const [first, second] = [await aClaimedRun(), await aClaimedRun()];
        await store.commit(withIntent(first, anIntent({ businessKey: 'INV-4', scope: 'org:merchant-a' })));

        const result = await store.commit(withIntent(second, anIntent({ businessKey: 'INV-4', scope: 'org:merchant-b' })));

        expect(conflictsOf(result)).toEqual([]);
      });
    });

    describe('moving an effect', () => {
      test('stores answer, remote id and the way it was settled', async () => {
        const run = await aClaimedRun();
        const intent = anIntent();
        await store.commit(withIntent(run, intent));
        const done = { ...aMove(intent.id, 'DONE'), remoteId: '105998221', response: '{"id":"105998221"}', resolvedBy: 'answer' };
        await store.commit({ ...parked(run), outcomes: [done] });

        const [effect] = (await claimOne()).effects;

        expect(effect).toMatchObject({ state: 'DONE', remoteId: '105998221', response: '{"id":"105998221"}' });
      });

      test('refuses to leave a final state', async () => {
        const run = await aClaimedRun();
        const intent = anIntent();
        await store.commit(withIntent(run, intent));
        await store.commit(progress(run, { outcomes: [aMove(intent.id, 'DONE')] }));

        await store.commit({ ...parked(run), outcomes: [aMove(intent.id, 'ABSENT')] });

        const [effect] = (await claimOne()).effects;
        expect(effect?.state).toBe('DONE');
      });

      test('remembers when an unknown effect may be looked up', async () => {
        const run = await aClaimedRun();
        const intent = anIntent();
        await store.commit(withIntent(run, intent));
        await store.commit({ ...parked(run), outcomes: [{ ...aMove(intent.id, 'UNKNOWN'), resolveInMs: 90_000 }] });

        const again = await claimOne();

        const [effect] = again.effects;
        expect(Math.round(((effect?.resolveAfter ?? 0) - again.now) / 10_000)).toBe(9);
      });
    });

    describe('when a worker stops answering', () => {
      test('S4: frees its runs after lease and grace', async () => {
        const run = await aClaimedRun();
        await harness.expireLeases();
        const rival = await harness.openStore();

        const freed = await rival.releaseDead();

        expect(freed).toBe(1);
        expect((await claimOne(rival)).runId).toBe(run.runId);
      });

      test('G6: ignores what it writes afterwards', async () => {
        const run = await aClaimedRun();
        await harness.expireLeases();
        const rival = await harness.openStore();
        await rival.releaseDead();

        const result = await store.commit({ ...withIntent(run, anIntent()), journal: [aJournalEntry()] });

        expect(result).toEqual({ kind: 'lost' });
        expect(await claimOne(rival)).toMatchObject({ journal: [], effects: [] });
      });

      test('tells it that its lease is gone', async () => {
        await harness.expireLeases();
        await (await harness.openStore()).releaseDead();

        expect(await store.heartbeat()).toBe(false);
      });

      test('does not declare itself dead after standing still', async () => {
        await aClaimedRun();
        await harness.expireLeases();

        const freed = await store.releaseDead();

        expect([freed, await store.heartbeat()]).toEqual([0, true]);
      });

      test('leaves the runs of a living worker alone', async () => {
        await aClaimedRun();

        expect(await (await harness.openStore()).releaseDead()).toBe(0);
      });
    });

    describe('settling a run', () => {
      test('never offers a finished run again', async () => {
        const run = await aClaimedRun();

        await store.commit(progress(run, { disposition: { kind: 'finish', status: 'succeeded' } }));

        expect(await store.claim({ limit: 10 })).toEqual([]);
        expect(await store.retryRun(run)).toBe('not-possible');
      });

      test('holds a run for a person until they retry it', async () => {
        const run = await aClaimedRun();
        await store.commit(progress(run, { disposition: { kind: 'needs-attention', failure: aFailure, held: ['charge'], readyInMs: null } }));
        const before = await store.claim({ limit: 10 });

        const retried = await store.retryRun(run);

        expect(before).toEqual([]);
        expect(retried).toBe('done');
        expect((await claimOne()).runId).toBe(run.runId);
      });

      test('wakes a parked run to be cancelled', async () => {
        const run = await aClaimedRun();
        await store.commit(parked(run, 60_000));

        await store.cancelRun(run);

        expect((await claimOne()).cancelRequested).toBe(true);
      });

      test('tells a running run that it should stop', async () => {
        const run = await aClaimedRun();
        await store.cancelRun(run);

        expect(await store.commit(progress(run))).toMatchObject({ kind: 'committed', cancelRequested: true });
      });

      test('knows nothing of another organisation’s run', async () => {
        const run = await aClaimedRun();
        const stranger = { organizationId: harness.newId() as OrganizationId, runId: run.runId };

        expect(await store.retryRun(stranger)).toBe('not-found');
        expect(await store.cancelRun(stranger)).toBe('not-found');
      });

      test('does not count against a run that its worker gave it back', async () => {
        for (let outage = 0; outage < 7; outage += 1) {
          await (outage === 0 ? store.accept(anEvent()) : undefined);
          const run = await claimOne();
          expect(run.claims).toBe(1);
          await store.release({ runId: run.runId, epoch: run.epoch, readyInMs: 0 });
        }
      });

      test('counts a third claim without progress only once the run is begun', async () => {
        await store.accept(anEvent());
        const claims: number[] = [];
        for (let count = 0; count < 5; count += 1) {
          const run = await claimOne();
          claims.push(run.claims);
          if (count === 3) expect(await store.countClaim(run)).toBe(true);
          await store.releaseOwn();
        }

        expect(claims).toEqual([1, 2, 3, 3, 4]);
      });

      describe('with runs in whose company workers died twice', () => {
        const withSuspects = async (count: number): Promise<void> => {
          for (let index = 0; index < count; index += 1) await store.accept(anEvent());
          for (let death = 0; death < 2; death += 1) {
            await store.claim({ limit: count });
            await store.releaseOwn();
          }
        };
        const claimsOf = (runs: readonly ClaimedRun[]): number[] => runs.map(({ claims }) => claims).sort();

        test('gives as many of them as are asked for, beside all others', async () => {
          await withSuspects(6);
          await store.accept(anEvent());

          expect(claimsOf(await store.claim({ limit: 10, suspects: 2 }))).toEqual([1, 3, 3]);
        });

        test('reads past them when none is asked for', async () => {
          await withSuspects(6);
          await store.accept(anEvent());

          expect(claimsOf(await store.claim({ limit: 3, suspects: 0 }))).toEqual([1]);
        });

        test('leaves those that were not given to a rival, uncounted', async () => {
          await withSuspects(6);
          const rival = await harness.openStore();

          const mine = await store.claim({ limit: 10, suspects: 4 });
          const theirs = await rival.claim({ limit: 10, suspects: 4 });

          expect([claimsOf(mine), claimsOf(theirs)]).toEqual([[3, 3, 3, 3], [3, 3]]);
        });

        test('gives those first that ended fewer workers', async () => {
          await withSuspects(3);
          const begun = await store.claim({ limit: 3, suspects: 2 });
          for (const run of begun) await store.countClaim(run);
          await store.releaseOwn();

          expect(claimsOf(await store.claim({ limit: 3, suspects: 1 }))).toEqual([3]);
        });

        test('takes no claim back that was never counted', async () => {
          await withSuspects(1);
          await store.countClaim(await claimOne());
          await store.releaseOwn();
          const run = await claimOne();

          await store.releaseForgotten({ runIds: [run.runId] });

          expect((await claimOne()).claims).toBe(run.claims);
        });
      });

      test('counts nothing for a run that belongs to another by now', async () => {
        const run = await aClaimedRun();
        await store.release({ runId: run.runId, epoch: run.epoch, readyInMs: 0 });

        expect(await store.countClaim({ ...run, claims: 5 })).toBe(false);
        expect((await claimOne()).claims).toBe(1);
      });

      test('does not count against a run that the answer to its claim was lost', async () => {
        const run = await aClaimedRun();

        await store.releaseForgotten({ runIds: [run.runId] });

        expect((await claimOne()).claims).toBe(1);
      });

      test('gives a run back for later after an outage', async () => {
        const run = await aClaimedRun();

        await store.release({ runId: run.runId, epoch: run.epoch, readyInMs: 0 });

        expect((await claimOne()).epoch).toBe(run.epoch + 2);
      });

      test('S4: can give back a run whose claim got lost on the way', async () => {
        const run = await aClaimedRun();

        expect(await store.ownedRuns()).toEqual([run.runId]);
        await store.releaseForgotten({ runIds: [run.runId] });

        expect((await claimOne()).epoch).toBe(run.epoch + 2);
        expect(await store.commit(parked(run))).toEqual({ kind: 'lost' });
      });

      test('gives all runs back on a graceful stop', async () => {
        const run = await aClaimedRun();

        await store.releaseOwn();

        expect((await claimOne(await harness.openStore())).runId).toBe(run.runId);
      });

      test('G5: counts no stuck run while wake-ups are due', async () => {
        const run = await aClaimedRun();
        await store.commit(parked(run, 60_000));

        expect(await store.countStuck({ overdueMs: 1_000 })).toBe(0);
      });
    });
  });
}
