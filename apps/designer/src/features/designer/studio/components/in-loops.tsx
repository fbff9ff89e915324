import { useMemo, type ReactNode } from 'react';
import { MappingContext, useMappingSurroundings } from '../../mapping/model/mapping-context';
import { findSource, itemTree } from '../../mapping/model/source-tree';
import type { RulePlace } from '../model/rule-places';
import { scopeInLoops } from '../model/studio-model';

/** What rules inside loops can take from: the items of the loops first, then everything around. */
export function InLoops({ loops, children }: { readonly loops: RulePlace['loops']; readonly children: ReactNode }) {
  const surroundings = useMappingSurroundings();
  const inside = useMemo(() => {
    const tree = loops.reduce((around, { from, as }) => {
      const list = findSource(around, from.path);
      return list ? [itemTree(list, as), ...around] : around;
    }, surroundings.tree);
    return { ...surroundings, tree, sample: scopeInLoops(surroundings.sample, loops) };
  }, [surroundings, loops]);
  return <MappingContext.Provider value={inside}>{children}</MappingContext.Provider>;
}
