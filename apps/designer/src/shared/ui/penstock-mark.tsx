/** Our own mark: a pipe that turns, with the drop it lets through. */
export function PenstockMark({ size = 24 }: { readonly size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 24 24" aria-hidden>
      <rect width="24" height="24" rx="5" fill="var(--ps-brand)" />
      <path
        d="M6 5v14M6 7h6a4.5 4.5 0 0 1 0 9H6"
        fill="none"
        stroke="#fff"
        strokeWidth="2.4"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
      <circle cx="18" cy="18.5" r="1.6" fill="#7fd4cb" />
    </svg>
  );
}
