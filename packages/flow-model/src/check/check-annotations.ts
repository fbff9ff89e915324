import type { FlowDocument, FlowProblem } from '../document';

/** Notes and groups never keep a flow from being deployed: they mean nothing to its runs. */
export function checkAnnotations({ groups = [], notes = [], steps }: FlowDocument): FlowProblem[] {
  const stale = groups.filter((group) => group.steps.some((id) => !(id in steps)));
  return [
    ...stale.map(
      ({ name }): FlowProblem => ({
        code: 'GROUP_NAMES_MISSING_STEP',
        severity: 'warning',
        message: `The group “${name}” names a step that is not in the flow any more.`,
        fix: 'Group its steps anew, or dissolve the group.',
      }),
    ),
    ...repeated(groups.map(({ id }) => id)).map((id) => usedTwice('group', id)),
    ...repeated(notes.map(({ id }) => id)).map((id) => usedTwice('note', id)),
  ];
}

const repeated = (ids: readonly string[]): string[] => [...new Set(ids.filter((id, index) => ids.indexOf(id) !== index))];

const usedTwice = (what: string, id: string): FlowProblem => ({
  code: 'ANNOTATION_ID_TWICE',
  severity: 'warning',
  message: `Two ${what}s have the id “${id}”: changing one would change both.`,
  fix: `Delete one of the two ${what}s and add it again.`,
});
