export const strings = {
  timeMachine: 'Steps of the run',
  first: 'To the first step',
  back: 'One step back',
  forward: 'One step forward',
  last: 'To the end of the run',
  position: (at: number, count: number) => `${at} of ${count}`,
  attempts: (count: number) => `attempt ${count}`,
  line: (from: string, exit: string | null, to: string) => `Line from ${from}${exit === null ? '' : ` (${exit})`} to ${to}`,
  wentThrough: (count: number, from: string, to: string) =>
    `${count === 1 ? '1 value' : `${count} values`} went from ${from} to ${to}: show what`,
  trafficTitle: (from: string, to: string) => `From ${from} to ${to}`,
  trafficCount: (count: number) => (count === 1 ? 'Something went through once.' : `Something went through ${count} times.`),
  cameOut: (name: string) => `What came out of ${name}`,
  wentIn: (name: string) => `What ${name} was given`,
  item: 'Item',
  itemName: (words: string) => `Item ${words}`,
  notRecorded: 'Nothing is recorded here: the step answers with no data, or what it answered is not kept any more.',
};
