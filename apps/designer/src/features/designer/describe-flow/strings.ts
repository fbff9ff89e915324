export const strings = {
  title: 'Describe a flow',
  wanted: 'What should the flow do?',
  wantedHelp: (provider: string) =>
    `Your words and the catalogue of installed steps are sent to ${provider}; nothing of this flow, of connections or of records is. What comes back is checked and shown here beside the draft.`,
  placeholder: 'When an order is placed, charge the stored card, post the receipt to Prophet 21, and tell sales when the card is declined.',
  write: 'Write a draft',
  none: 'No AI provider is switched on, so nothing can be written here. An administrator can set one up.',
  settings: 'AI provider settings',
  now: 'Draft as it is',
  proposed: 'Proposal',
  replaces: 'It takes the place of the trigger and all steps of this draft; name, notes, tests, and the order and deadline of runs stay. What is undone on a cancel has to be chosen anew when its steps are gone. Nothing is saved as a version or deployed, and undo brings everything back.',
  open: 'Still to be filled in',
  use: 'Put it into the draft',
  drop: 'Drop the proposal',
  applied: 'The proposal is in the draft. Undo brings back what was there.',
  label: 'flow from a description',
};
