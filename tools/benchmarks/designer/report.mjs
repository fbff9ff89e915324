// docs/designer-speed.md: the figures of one run, beside what is promised.
const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
const kept = (isKept) => (isKept ? 'kept' : 'missed');

export function reportOf({ rounds, keys, firstLoad, steps, lines, cpu }) {
  const of = (page, figure) => median(rounds.map((round) => round[page][figure]));
  const ratio = median(rounds.map(({ designer, bare }) => designer.fps / bare.fps));
  const open = of('designer', 'open');
  const worstKey = keys[Math.floor(keys.length * 0.95)] ?? 0;
  const rows = [
    ['open the flow, milliseconds until the cards are painted', open.toFixed(0), of('bare', 'open').toFixed(0), '< 1500', kept(open < 1500)],
    ['frames per second while panning and zooming', of('designer', 'fps').toFixed(1), of('bare', 'fps').toFixed(1), 'ratio ≥ 0.9', `${ratio.toFixed(2)}, ${kept(ratio >= 0.9)}`],
    ['tasks over 50 ms meanwhile', of('designer', 'longTasks'), of('bare', 'longTasks'), '', ''],
    ['a keystroke in a setting, milliseconds until it is painted, median', median(keys).toFixed(1), '', '< 50', kept(median(keys) < 50)],
    ['the same, 95th percentile', worstKey.toFixed(1), '', '', ''],
    ['first load, kB compressed (gzip), scripts and styles', (firstLoad / 1024).toFixed(0), '', '≤ 350', kept(firstLoad / 1024 <= 350)],
  ];
  return `# Speed of the designer

Made by \`npm run bench:designer\`: a flow of ${steps} steps and ${lines} lines in the designer, beside a page that is nothing but React Flow with its own cards and the same graph, in the same run, the same browser and the same window (1280 × 800). Medians of ${rounds.length} rounds in turn. Frames are counted by requestAnimationFrame and long tasks by Chrome's trace, while the canvas is dragged to and fro and the wheel is turned for some seconds.

| what | designer | bare React Flow | promised | |
|---|---:|---:|---|---|
${rows.map((row) => `| ${row.join(' | ')} |`).join('\n')}

Machine of this run: ${cpu}, headless Chromium without a GPU. Without a GPU both pages are slower than on a desk; the ratio is what counts.
`;
}
