import { strings } from '../strings';
import { ancestorsOf } from './field-tree';
import { useStudio } from './studio-context';

export interface Jumps {
  /** Shows and activates a target, opening what it stands in. */
  toTarget(key: string): true;
  /** The next (1) or previous (-1) target with a problem, else the next open required one. */
  toProblem(direction: 1 | -1): true;
  toOpen(): true;
}

/** Ways to what needs work, from wherever one is. */
export function useJumps(): Jumps {
  const { model, store } = useStudio();
  const { targets, states } = model;
  const toTarget = (key: string): true => {
    const at = targets.positions.get(key);
    if (at === undefined) return true;
    const around = new Set(ancestorsOf(targets, at).map((up) => targets.nodes[up]?.key));
    const { collapsed, set, collapse, activate } = store.getState();
    collapse(
      'target',
      [...collapsed.target].filter((closed) => !around.has(closed)),
    );
    set({ search: { ...store.getState().search, target: '' }, targetFilter: 'all', revealed: key });
    activate('target', key);
    return true;
  };
  const toNext = (positions: readonly number[], direction: 1 | -1): true => {
    const { active, set } = store.getState();
    const from = active.target === null ? -1 : (targets.positions.get(active.target) ?? -1);
    const next =
      direction === 1
        ? (positions.find((at) => at > from) ?? positions[0])
        : (positions.findLast((at) => at < from) ?? positions.at(-1));
    const key = next === undefined ? undefined : targets.nodes[next]?.key;
    if (key !== undefined) return toTarget(key);
    set({ said: strings.noProblemLeft });
    return true;
  };
  const faulty = states.states.flatMap((state, at) => (state === 'problem' ? [at] : []));
  return {
    toTarget,
    toProblem: (direction) => toNext(faulty.length > 0 ? faulty : states.open, direction),
    toOpen: () => toNext(states.open, 1),
  };
}
