export const strings = {
  earlier: (what: string) => `Move ${what} up`,
  later: (what: string) => `Move ${what} down`,
  remove: (what: string) => `Remove ${what}`,
  needsText: 'This cannot be empty. The last text is kept until you type another.',

  /** Exits. */
  then: 'Then',
  nothingYet: 'Nothing: this way ends here',
  severalFollow: (names: readonly string[]) => `${names.join(' and ')}, side by side`,
  onFailure: 'When it fails for good',
  onFailureHelp: 'Retries come first. What may have happened outside is settled before this way is taken.',
  personDecides: 'The run needs attention: a person decides',
  caughtBy: (name: string) => `“${name}” catches it`,
  itemFails: 'The item counts as failed, the others go on',
  loopFails: (name: string) => `“${name}” stops and takes its own exit for failures`,
  failureUnseen: 'Choose what follows: a failure inside would end unseen.',

  standsIn: 'Stands in',
  top: 'The top of the flow',

  /** Switch. */
  cases: 'Cases',
  casesHelp: 'Looked at from top to bottom. The run takes the first case that holds, and no other.',
  caseName: (number: number) => `Name of case ${number}`,
  caseWhen: 'Takes this case when',
  caseEmpty: 'Without a condition every run takes this case, and no case below it is looked at.',
  addCase: 'Add a case',
  newCase: (number: number) => `Case ${number}`,
  otherwise: 'Otherwise',
  otherwiseHelp: 'When no case holds.',

  /** Filter. */
  goesOnWhen: 'Goes on when',
  filterEmpty: 'Without a condition every run goes on.',
  filterHelp: 'Otherwise this branch ends here, without a problem. Other branches go on.',

  /** For each. */
  list: 'List to go over',
  listHelp: 'The steps inside run once for each item. Inside, the item is found under “In each item of …”.',
  listNow: (count: number) => `With the sample record: ${count} ${count === 1 ? 'item' : 'items'}.`,
  noListNow: 'The sample record has no list there.',
  mode: 'How',
  oneByOne: 'One after the other',
  sideBySide: 'Several at once',
  modeHelp: 'One after the other keeps the order of the list.',
  atOnce: 'Items at once, at most',
  atMost: 'at most ',
  atOnceHelp: 'From 2 to 50. The limits of a connection count besides.',
  onItemError: 'When an item fails',
  itemStops: 'Stop the loop',
  itemStopsHelp: 'No further item starts. Items already under way come to their end.',
  itemContinues: 'Go on with the others',
  itemContinuesHelp:
    'The failed item stands in the results with what went wrong. Check “failed” after the loop: nobody is told otherwise.',
  results: 'What later steps can read',
  resultsHelp: (id: string) =>
    `steps.${id}.results holds, item by item, whether it went well and what it gave; .total, .succeeded and .failed are the counts.`,

  /** Try and undo. */
  undo: 'Undo when something inside fails',
  undoHelp:
    'From top to bottom, and only what is confirmed to have happened. Last done, first undone is the usual order.',
  undoNothing: 'Nothing is undone.',
  undoImpossible:
    'No step directly inside can be undone yet. Put actions inside whose connector knows how, such as a charge.',
  undoAdd: 'Add a step to undo',
  undoAll: 'Add all, last first',
  cannotBeUndone: 'cannot be undone here: remove it',
  tryExit: 'After a failure inside',
  tryExitHelp:
    'Taken when a step inside failed for good and the list above is undone. What went wrong can be read there.',

  /** Sub-flow. */
  flow: 'Flow to call',
  flowHelp: 'Its live version in the same environment is started.',
  chooseFlow: 'Choose a flow',
  flowsUnread: 'The flows cannot be read just now. Nothing was changed; try again in a moment.',
  notCallable:
    'This flow starts in another way and cannot be called. Give it the trigger “Called by another flow”, or choose another flow.',
  thisFlow: (name: string) => `${name} (this flow)`,
  contract: 'Contract',
  takes: 'Takes',
  gives: 'Gives',
  anything: 'anything',
  contractChanged: 'The flow’s contract has changed since you chose it.',
  useNewContract: 'Use the new contract',
  waitForResult: 'Wait for its result',
  waitForResultHelp:
    'On: this run waits, and later steps can read the answer. Off: it goes on at once and only knows the id of the other run.',
  whatItTakes: 'What it is given',

  /** Wait. */
  waitsFor: 'What it waits for',
  forDuration: 'Some time',
  forUntil: 'A date and time',
  forCallback: 'A call from outside',
  forDecision: 'A decision',
  duration: 'How long',
  numberOf: (label: string) => `${label}: number`,
  unitOf: (label: string) => `${label}: unit`,
  timeUnits: { seconds: 'seconds', minutes: 'minutes', hours: 'hours', days: 'days' },
  until: 'Until',
  untilHelp: 'A time with its zone, like 2027-01-31T08:00:00Z. When it is over already, the run goes on at once.',
  untilNow: (value: string) => `With the sample record: ${value}.`,
  untilWrong: (value: string) =>
    `The sample record has “${value}” there, which is not a time with its zone. Such a run would need attention.`,
  callbackHelp: 'The run goes on when somebody calls its address. Hand the address out in an earlier step:',
  callbackInLoop: 'Inside a loop a step has no address of its own, so nobody could call it. Move it out of the loop.',
  timeLimit: 'At the latest after',
  timeLimitHelp: 'Then the run goes on by “no answer”.',
  noAnswer: 'No answer in time',
  answered: 'When it is called',
  question: 'Question',
  questionHelp: 'What the person is asked, in words that say what each answer does to the money.',
  choices: 'Answers',
  choicesHelp: 'Each answer is an exit of its own.',
  choiceLabel: (number: number) => `Answer ${number}`,
  addChoice: 'Add an answer',
  newChoice: (number: number) => `Answer ${number}`,
  show: 'Shown beside the question',
  addShown: 'Show another value',
  whoDecides: 'Who may decide',
  whoDecidesHelp:
    'Owners, administrators and operators, under “Needs attention”. The first answer counts; name and reason are kept with the run.',
  firstQuestion: 'May this go on?',
  firstChoices: [
    { id: 'approve', label: 'Approve' },
    { id: 'refuse', label: 'Refuse' },
  ],

  /** Respond and stop. */
  status: 'HTTP status',
  statusHelp: '200 to 299 says that all went well. A flow that called this one gets the body only.',
  body: 'Body',
  message: 'Message',
  messageHelp: 'For the person who looks at the run: what happened, what it means for the money, what to do.',
  stopHelp:
    'The run ends here and needs attention. Nothing already posted or charged is undone; for that, stop inside a “Try and undo”.',
  stopInside: (name: string) =>
    `“${name}” takes this as a failure: it undoes its list and goes on by its exit for failures.`,

  /** Action. */
  stepDeadline: 'Own time limit for one try',
  stepDeadlineHelp: 'When it is over, a write is looked up on the other side before anything is sent again.',

  /** The flow as a whole. */
  flowSettings: 'Flow settings',
  deadline: 'Deadline',
  deadlineHelp: 'A run that is not done this long after its event came needs attention.',
  deadlineOn: 'Runs have a deadline',
  laneHelp:
    'Runs with the same key go one after the other, in the order their events came: the payments of one invoice, the changes of one customer.',
  laneOn: 'Runs go in lanes',
  laneKey: 'Key',
  laneKeyHelp: 'A field of the event. Events without it are in no lane.',
  laneKeyMissing: 'Choose the field that says which runs belong together.',
  laneName: 'Name',
  laneNameHelp: 'Flows with the same name of a lane wait for each other.',
  laneFailure: 'When a run of the lane needs attention',
  laneHold: 'The others wait behind it',
  laneHoldHelp: 'Keeps the order. They go on when the run is mended or cancelled.',
  laneSkip: 'The others pass',
  laneSkipHelp: 'Nothing waits; a mended run may come after later ones.',
  undoOnCancel: 'Undo when a run is cancelled',
  undoOnCancelHelp: 'From top to bottom, and only what is confirmed to have happened.',
  undoOnCancelImpossible: 'No step at the top of the flow can be undone.',
};
