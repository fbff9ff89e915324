/** What the judge may find; the letters are those of the fault plan and of the engine's guarantees. */
export const letters = ['LOST', 'DUP', 'PHANTOM', 'STUCK', 'WRONG', 'ORDER', 'SPIN', 'G2', 'G3', 'G4', 'G6', 'G7', 'L4', 'WAIT', 'UNDO'] as const;
export type Letter = (typeof letters)[number];

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
