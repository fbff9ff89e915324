import type { MappingRule } from '@penstock/mapping';
import { mergeParts, named, type Arbiter, type Parts, type Sides } from './three-way';

type Rules = readonly MappingRule[];

/**
 * The same id is the same rule, wherever it stands and whatever it fills. A rule under a new id takes the place of the
 * one it replaced; new ones of both sides that fill the same target are one question.
 */
export function mergeRules({ base, mine, theirs }: Sides<Rules>, key: string, arbiter: Arbiter): MappingRule[] {
  const apart = withOwnIds({ base, mine, theirs });
  return Object.values(mergeParts({ base: byId(base, base), mine: byId(apart, base), theirs: byId(theirs, base) }, key, arbiter)) as MappingRule[];
}

function byId(rules: Rules, base: Rules): Parts {
  const replaced = base.filter(({ id }) => !rules.some((rule) => rule.id === id));
  return named(rules, ({ id, target }) => {
    if (base.some((rule) => rule.id === id)) return id;
    const before = replaced.find((rule) => rule.target === target);
    return before ? before.id : `new ${target}`;
  });
}

const mostCharacters = 60;

/** Mine, with other ids for rules that both sides added under the same one for different targets. */
function withOwnIds({ base, mine, theirs }: Sides<Rules>): Rules {
  const taken = new Set([...base, ...mine, ...theirs].map(({ id }) => id));
  return mine.map((rule) => {
    const theirRule = theirs.find(({ id }) => id === rule.id);
    if (!theirRule || theirRule.target === rule.target || base.some(({ id }) => id === rule.id)) return rule;
    let id = rule.id;
    for (let number = 2; taken.has(id); number += 1) id = `${rule.id.slice(0, mostCharacters - 4)}-${number}`;
    taken.add(id);
    return { ...rule, id };
  });
}
