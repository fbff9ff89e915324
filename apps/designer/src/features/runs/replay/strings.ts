export const strings = {
  preview: 'What it would do',
  previewHelp: 'Worked out now; nothing is sent by looking.',
  previewPayload: 'Show what it would do',
  changedSince: 'Change the payload, look at what it would do, then replay.',
  unreadable: 'What the replay would do cannot be told. It can be started all the same: whatever is confirmed under its business key is not done again.',
  nothing: 'It would write nothing to the outside.',
  assumedWord: '(assumed)',
  assumed: 'Rests on an answer that nobody has given yet: the real one may be another.',
  would: {
    fresh: (effects: string) => `${effects} would be sent`,
    confirmed: (effects: string) => `${effects} done already and reused, not sent again`,
    unknown: (effects: string) => `${effects} in doubt: looked up first, never sent blindly`,
    conflicts: (effects: string) => `${effects} known with other values: a person is asked, nothing is sent`,
  },
  cut: (shown: number, count: number) => `${shown} of ${count} are listed.`,
};
