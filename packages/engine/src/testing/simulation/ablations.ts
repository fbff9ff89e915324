import type { EngineTimings } from '../../core/timings';

/** One safety switched off; a judge that then finds nothing proves nothing. */
export const ablations = ['no-quarantine', 'resend-without-look-up', 'epoch-not-compared', 'no-self-fence', 'word-without-look-up'] as const;
export type Ablation = (typeof ablations)[number];

export const ablationTitles: Readonly<Record<Ablation, string>> = {
  'no-quarantine': 'doubt is looked up at once, without a quarantine',
  'resend-without-look-up': 'what is unknown is sent again without a look-up',
  'epoch-not-compared': 'the database takes writes of a worker that has lost its run',
  'no-self-fence': 'a worker sends although its lease may have ended',
  'word-without-look-up': 'a person’s “it did not happen” counts without a look-up',
};

/** Times of the simulation: those of production, with a shorter tail of look-ups and slower idle polling. */
export function timingsWith(ablation: Ablation | undefined, base: EngineTimings): EngineTimings {
  return {
    ...base,
    verifyScheduleMs: [10_000, 30_000, 60_000, 120_000],
    sweepMinMs: 250,
    sweepMaxMs: 5_000,
    heartbeatMs: 4_000,
    quarantineMs: ablation === 'no-quarantine' ? 0 : undefined,
  };
}
