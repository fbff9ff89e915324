import type { Effect } from '@penstock/contracts';

export interface EffectKnowledge {
  /** How its outcome is known, as a clerk would say it. */
  readonly words: string;
  /** Who said it and why; only where a person did. */
  readonly person?: { readonly name: string; readonly reason: string };
}

const done: Readonly<Record<string, string>> = {
  answer: 'The other side answered that it was done.',
  verified: 'No clear answer came. A look-up on the other side found it there.',
  repeated: 'No clear answer came. Sent again under the same key, which cannot do it twice, the other side confirmed it.',
  undone: 'It was done, and undone later.',
};
const notDone: Readonly<Record<string, string>> = {
  answer: 'The other side answered that it was not done.',
  verified: 'No clear answer came. A look-up on the other side told that it was not done.',
  repeated: 'No clear answer came. Sent again under the same key, the other side refused it.',
};

/** How it is known what became of a write to the outside. */
export function effectKnowledge({ status, resolvedBy }: Pick<Effect, 'status' | 'resolvedBy'>): EffectKnowledge {
  if (resolvedBy === null || status === 'unknown' || status === 'needs-person' || status === 'intended') {
    return { words: 'It is not known yet whether it happened.' };
  }
  if (status === 'left-unknown') {
    const person = personIn(resolvedBy);
    return { words: `${person.name} gave it up: the other side could not be asked. Nobody knows whether it happened.`, person };
  }
  const isDone = status === 'confirmed' || status === 'compensated';
  const words = (isDone ? done : notDone)[resolvedBy];
  if (words !== undefined) return { words };
  const person = personIn(resolvedBy);
  return { words: `${person.name} said that it ${isDone ? 'happened' : 'did not happen'}.`, person };
}

/** `name: reason`, as the engine records it. */
function personIn(resolvedBy: string): { readonly name: string; readonly reason: string } {
  const at = resolvedBy.indexOf(': ');
  return at === -1 ? { name: resolvedBy, reason: '' } : { name: resolvedBy.slice(0, at), reason: resolvedBy.slice(at + 2) };
}
