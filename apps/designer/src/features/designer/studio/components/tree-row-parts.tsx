import { IconChevronRight } from '@tabler/icons-react';
import { highlighted } from '../model/search-fields';
import type { FieldNode } from '../model/field-tree';

interface FieldNameProps {
  readonly node: FieldNode;
  readonly text: string;
  readonly words: readonly string[];
  readonly canOpen: boolean;
  readonly isOpen: boolean;
  onToggle(): void;
}

/** Indent, opener and name. The opener is for the pointer: the tree itself takes the arrow keys. */
export function FieldName({ node, text, words, canOpen, isOpen, onToggle }: FieldNameProps) {
  return (
    <span className="ps-field__name" style={{ paddingLeft: node.depth * 14 }}>
      <span
        className={isOpen ? 'ps-field__opener ps-field__opener--open' : 'ps-field__opener'}
        aria-hidden
        onClick={(event) => {
          if (!canOpen) return;
          event.stopPropagation();
          onToggle();
        }}
      >
        {canOpen && <IconChevronRight size={14} stroke={2} />}
      </span>
      <span className="ps-ellipsis" title={node.description ?? node.key}>
        <Highlighted text={text} words={words} />
      </span>
    </span>
  );
}

function Highlighted({ text, words }: { readonly text: string; readonly words: readonly string[] }) {
  if (words.length === 0) return <>{text}</>;
  return (
    <>
      {highlighted(text, words).map((part, index) =>
        part.isMatch ? <mark key={index}>{part.text}</mark> : <span key={index}>{part.text}</span>,
      )}
    </>
  );
}

export const TypeChip = ({ node }: { readonly node: FieldNode }) => (
  <span className="ps-field__type" aria-hidden>
    {node.type}
  </span>
);
