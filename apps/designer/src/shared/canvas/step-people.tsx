import { createContext } from 'react';
import { initialsOf } from '../lib/initials';

/** Names of the people who have a step open, by its id. */
export type StepPeople = ReadonlyMap<string, readonly string[]>;

export const StepPeopleContext = createContext<StepPeople>(new Map());

/** Marks at the upper edge of a card. */
export function StepPeopleMarks({ names, step }: { readonly names: readonly string[]; readonly step: string }) {
  return (
    <span className="ps-people-marks">
      {names.map((name) => (
        <span key={name} className="ps-person-mark" role="img" aria-label={`${name} is editing ${step}`} title={`${name} is editing ${step}`}>
          {initialsOf(name)}
        </span>
      ))}
    </span>
  );
}
