/** What is wrong with a field; nothing when it is sound. */
export const FieldProblem = ({ problem }: { readonly problem: string | undefined }) =>
  problem === undefined ? null : (
    <div className="ps-field-problem" role="alert">
      {problem}
    </div>
  );
