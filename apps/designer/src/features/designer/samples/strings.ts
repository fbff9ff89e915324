import type { PlannedEffectView } from '@penstock/contracts';

type Kind = PlannedEffectView['kind'];

const writes: Readonly<Record<Kind, string>> = {
  money: 'moves money',
  ledger: 'posts to the books',
  'master-data': 'changes records',
  message: 'sends messages',
};

export const strings = {
  testStep: 'Test step',
  testStepHelp: 'Runs this step alone, on what is known of the steps before it. Reads really ask; what writes is shown and never sent.',
  runToHere: 'Run to here',
  runToHereHelp: 'Runs everything from the trigger to this step. What was tested and has not changed since is used again.',
  testing: 'Testing …',
  untested: 'Not tested yet. Test it to see real data.',
  changed: (at: string) => `Its settings changed since its test at ${at}`,
  upstreamChanged: (at: string) => `What it reads changed since its test at ${at}`,
  tested: (at: string, origin: string) => `Tested ${at} · ${origin}`,
  failed: (at: string) => `Failed when it was tested at ${at}`,
  notReached: 'The test did not come to this step',
  origin: {
    computed: 'worked out by Penstock',
    live: (system: string) => `answered by ${system}`,
    recording: 'answered as recorded',
    given: 'as it was given',
    sample: 'nothing was asked, a sample stands in',
    assumption: 'assumed',
  },
  otherSide: 'the other side',
  sideIn: (side: string, environment: string) => `${side} in ${environment}`,
  notSent: 'not sent',
  neverSent: (kind: Kind) => `A test never sends what ${writes[kind]}. A real run would send this:`,
  amount: 'Amount',
  businessKey: 'Business key',
  standing: 'In a real run',
  request: 'Request',
  requestOf: (step: string) => `What “${step}” would send`,
  sampleAnswer: 'Its answer below is the sample of the connector.',
  pinnedAnswer: 'Its answer below is the sample that is pinned to it.',
  given: 'What it was given',
  goesOnBy: (exit: string) => `Goes on by “${exit}”`,
  restsOn: (steps: string) => `Its input is made of samples: ${steps} not tested yet.`,
  oneUntested: (step: string) => `“${step}” is`,
  severalUntested: (steps: readonly string[]) => `${steps.map((step) => `“${step}”`).join(', ')} are`,
  ran: (ran: number, reused: number) =>
    reused === 0 ? `${stepsOf(ran)} run` : `${stepsOf(ran)} run, ${stepsOf(reused)} used again`,
  reusedFrom: (at: string) => `re-used from ${at}`,
  reusedPinned: 're-used: pinned sample',
  ranNow: 'run now',
  onSamples: 'Test on samples instead',
  told: {
    sent: (step: string, sum: string) => `“${step}” was tested and not sent. A real run would send ${sum}.`,
    live: (step: string) => `“${step}” was tested: the other side answered.`,
    other: (step: string) => `“${step}” was tested.`,
    failed: (step: string, why: string) => `“${step}” failed in its test. ${why}`,
    notReached: (step: string, why: string) => `The test did not come to “${step}”. ${why}`,
    error: (step: string, why: string) => `“${step}” could not be tested. ${why}`,
    it: 'it',
  },
  line: {
    title: (from: string, to: string) => `From “${from}” to “${to}”`,
    nothing: 'Nothing is known of what goes along here. Test the step before it.',
    more: (count: number) => `and ${count} more`,
    tested: (at: string) => `as tested at ${at}`,
    pinned: 'as pinned',
    recorded: 'as a real run recorded it',
    sample: 'sample of the connector',
    items: (count: number) => (count === 1 ? '1 item' : `${count} items`),
    fields: (count: number) => (count === 1 ? '1 field' : `${count} fields`),
    event: 'the event that tests are made with',
  },
};

const stepsOf = (count: number): string => (count === 1 ? '1 step' : `${count} steps`);
