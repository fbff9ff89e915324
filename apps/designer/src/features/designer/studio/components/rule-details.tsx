import type { FieldNode } from '../model/field-tree';
import type { RulePlace } from '../model/rule-places';
import { useStudioModel } from '../model/studio-context';
import { strings } from '../strings';

interface RuleDetailsProps {
  readonly node: FieldNode;
  readonly place: RulePlace | undefined;
}

export function RuleDetails({ place }: RuleDetailsProps) {
  const { problemOf } = useStudioModel();
  if (!place) return <p className="ps-detail__empty">{strings.noRule}</p>;
  const problem = problemOf.get(place.rule.id);
  return (
    <div className="ps-detail__body">
      {problem !== undefined && <div className="ps-notice ps-notice--failed">{problem}</div>}
    </div>
  );
}
