import { useMemo, type ReactNode } from 'react';
import { MappingContext, useMappingSurroundings } from '../../mapping/model/mapping-context';
import { findSource, itemTree, namedTree } from '../../mapping/model/source-tree';
import type { RulePlace } from '../model/rule-places';
import { scopeInside } from '../model/studio-model';

/** What rules inside loops and objects can take from: their items and values first, then everything around. */
export function InLoops({ around, children }: { readonly around: RulePlace['around']; readonly children: ReactNode }) {
  const surroundings = useMappingSurroundings();
  const inside = useMemo(() => {
    const tree = around.reduce((known, { kind, from, as }) => {
      const source = from && findSource(known, from.path);
      if (!source || as === undefined) return known;
      return [kind === 'each' ? itemTree(source, as) : namedTree(source, as), ...known];
    }, surroundings.tree);
    return { ...surroundings, tree, sample: scopeInside(surroundings.sample, around) };
  }, [surroundings, around]);
  return <MappingContext.Provider value={inside}>{children}</MappingContext.Provider>;
}
