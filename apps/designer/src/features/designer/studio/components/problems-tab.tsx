import { Button } from '@mantine/core';
import { applyEdit, type MappingProblem } from '@penstock/mapping';
import { IconAlertTriangle, IconInfoCircle } from '@tabler/icons-react';
import { useStudioModel } from '../model/studio-context';
import { useJumps } from '../model/use-jumps';
import { strings } from '../strings';

/** Everything the checker says, each leading to its row. */
export function ProblemsTab() {
  const { mapping, problems, places, edit } = useStudioModel();
  const jumps = useJumps();
  if (problems.length === 0) return <p className="ps-meta">{strings.noProblems}</p>;
  const targetOf = ({ ruleId, path }: MappingProblem): string | undefined =>
    places.find(({ rule }) => rule.id === ruleId)?.target ?? path;
  return (
    <ul className="ps-problem-list">
      {problems.map((problem, index) => {
        const target = targetOf(problem);
        const SignIcon = problem.severity === 'error' ? IconAlertTriangle : IconInfoCircle;
        return (
          <li key={index} className={`ps-problem-list__row ps-problem-list__row--${problem.severity}`}>
            <SignIcon size={15} aria-hidden />
            <button
              type="button"
              className="ps-plain-button"
              onClick={() => target !== undefined && jumps.toTarget(target)}
            >
              <span className="ps-mono">{target}</span> {problem.message} <span className="ps-meta">{problem.fix}</span>
            </button>
            {problem.edit && (
              <Button
                variant="light"
                size="compact-xs"
                onClick={() => problem.edit && edit(applyEdit(mapping, problem.edit), problem.edit.title)}
              >
                {problem.edit.title}
              </Button>
            )}
          </li>
        );
      })}
    </ul>
  );
}
