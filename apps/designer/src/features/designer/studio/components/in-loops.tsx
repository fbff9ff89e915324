import { useMemo, type ReactNode } from 'react';
import { MappingContext, useMappingSurroundings } from '../../mapping/model/mapping-context';
import { findSource, itemTree } from '../../mapping/model/source-tree';
import type { RulePlace } from '../model/rule-places';
import { scopeInside } from '../model/studio-model';

/** What rules inside loops can take from: the items of the loops first, then everything around. */
export function InLoops({ around, children }: { readonly around: RulePlace['around']; readonly children: ReactNode }) {
  const surroundings = useMappingSurroundings();
  const inside = useMemo(() => {
    const tree = around.reduce((known, { kind, from, as }) => {
      const source = kind === 'each' && from ? findSource(known, from.path) : undefined;
      return source && as !== undefined ? [itemTree(source, as), ...known] : known;
    }, surroundings.tree);
    return { ...surroundings, tree, sample: scopeInside(surroundings.sample, around) };
  }, [surroundings, around]);
  return <MappingContext.Provider value={inside}>{children}</MappingContext.Provider>;
}
