const radius = 6.5;
const around = 2 * Math.PI * radius;

/** How many of the required fields are filled, as a ring beside the words that say the same. */
export function ProgressRing({ filled, all }: { readonly filled: number; readonly all: number }) {
  const share = all === 0 ? 1 : filled / all;
  return (
    <svg
      className={filled === all ? 'ps-ring ps-ring--done' : 'ps-ring'}
      width={17}
      height={17}
      viewBox="0 0 17 17"
      aria-hidden
    >
      <circle cx={8.5} cy={8.5} r={radius} className="ps-ring__track" />
      <circle
        cx={8.5}
        cy={8.5}
        r={radius}
        className="ps-ring__done"
        strokeDasharray={`${share * around} ${around}`}
        transform="rotate(-90 8.5 8.5)"
      />
    </svg>
  );
}
