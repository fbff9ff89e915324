import type { ReactNode } from 'react';

interface TableScrollProps {
  /** Of the table inside. */
  readonly label: string;
  readonly children: ReactNode;
}

/** A table without anything to press in it: reached by the keyboard, so that what does not fit can be scrolled to. */
export const TableScroll = ({ label, children }: TableScrollProps) => (
  <div className="ps-scroll" tabIndex={0} role="group" aria-label={label}>
    {children}
  </div>
);
