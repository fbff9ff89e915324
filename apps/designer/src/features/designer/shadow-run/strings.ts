export const strings = {
  shadowRun: 'Shadow run',
  title: 'Shadow run',
  help: 'The last events once more through another version, with the answers that were recorded then: what would be different. Nothing is sent and nothing is written.',
  close: 'Close the shadow run',
  version: 'Version to try',
  draft: 'The draft, as it is on the screen',
  numbered: (number: number, note: string) => `Version ${number}${note === '' ? '' : `: ${note}`}`,
  count: 'Events',
  lastEvents: (count: number) => `The last ${count}`,
  start: 'Compare',
  none: 'No event of this flow has come to its end here yet. Once some have, a version can be tried on them.',
  outcome: (compared: number, different: number) =>
    different === 0
      ? `${compared} ${compared === 1 ? 'event' : 'events'} compared: nothing would be different.`
      : `${different} of ${compared} ${compared === 1 ? 'event' : 'events'} would be handled differently.`,
  sameMoney: 'The same money would move.',
  withoutRecording: (count: number) =>
    `${count} ${count === 1 ? 'event needs' : 'events need'} an answer that was not recorded; a sample stands in for it.`,
  money: 'Money that moves',
  differences: 'What would be different',
  place: 'What',
  before: 'Then',
  after: 'With this version',
  end: 'How it ends',
  changes: { added: 'would be new', missing: 'would not happen', changed: 'would differ' },
  outcomes: { succeeded: 'succeeds', 'needs-attention': 'needs attention', unfinished: 'does not come to its end' },
  leftOutCount: (count: number) => `${count} ${count === 1 ? 'event' : 'events'} not compared`,
};
