/** What the judge may find; the letters are those of the fault plan and of the engine's guarantees. */
export const letters = ['LOST', 'DUP', 'PHANTOM', 'STUCK', 'WRONG', 'ORDER', 'SPIN', 'E3', 'G2', 'G3', 'G4', 'G6', 'G7', 'L4', 'WAIT', 'UNDO'] as const;
export type Letter = (typeof letters)[number];

export const letterMeanings: Readonly<Record<Letter, string>> = {
  LOST: 'something acknowledged or counted as done has not happened',
  DUP: 'something happened more than once for one business key',
  PHANTOM: 'something happened that nobody asked for, or that nothing records',
  STUCK: 'an open run comes to no end, not even with its people',
  WRONG: 'another amount, or another way through the flow',
  ORDER: 'runs of one lane overtook each other or overlapped',
  SPIN: 'a run was claimed again and again without a reason',
  E3: 'what the remote side had refused was sent again without a person asking',
  G2: 'more than one run for an event and a flow',
  G3: 'two live effects for one business fact, even for a moment',
  G4: 'an effect was given up as not done that had happened, or still could',
  G6: 'a write of a worker that had lost its run was taken',
  G7: 'a finished step was finished again',
  L4: 'doubt was settled by another run, or left in a run that ended',
  WAIT: 'a later answer replaced the one that was counted, or it was lost',
  UNDO: 'something was not undone that should be, or twice',
};

export interface Finding {
  readonly letter: Letter;
  /** A sentence for whoever looks for the cause. */
  readonly what: string;
}

export class Findings {
  readonly list: Finding[] = [];

  add(letter: Letter, what: string): void {
    if (!this.list.some((known) => known.letter === letter && known.what === what)) this.list.push({ letter, what });
  }
}
