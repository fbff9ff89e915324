import type { FieldNode } from '../model/field-tree';
import { newPlacesFor, rebound } from '../model/rebind';
import type { RulePlace } from '../model/rule-places';
import { useStudio } from '../model/studio-context';
import { strings } from '../strings';

/** A rule without its field: where it could go. It is kept until somebody decides. */
export function RebindOffer({ node, place }: { readonly node: FieldNode; readonly place: RulePlace }) {
  const { model, store } = useStudio();
  const { mapping, targets, placeOf, edit } = model;
  const offers = newPlacesFor(node, targets, placeOf);
  const rebind = (target: FieldNode): void => {
    const changed = rebound(mapping, place, { target, targets, placeOf });
    if (!changed) return store.getState().set({ said: strings.needsLoop(target.title) });
    edit(changed, strings.rebindLabel(node.name, target.key));
    store.getState().activate('target', target.key);
  };
  return (
    <section className="ps-detail__section" aria-label={strings.rebind}>
      <div className="ps-notice ps-notice--attention">{strings.notInSchema}</div>
      {offers.length > 0 && <div className="ps-detail__label">{strings.rebind}</div>}
      {offers.map((target) => (
        <button key={target.key} type="button" className="ps-candidate" onClick={() => rebind(target)}>
          <span className="ps-mono ps-ellipsis">{target.key}</span>
          <span className="ps-dimmed">{target.title}</span>
        </button>
      ))}
    </section>
  );
}
