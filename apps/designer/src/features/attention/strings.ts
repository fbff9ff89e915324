export const strings = {
  title: 'Needs attention',
  emptyTitle: 'Nothing needs you',
  empty: 'Every run either succeeded or is under way. What cannot go on by itself shows up here, grouped by cause.',
  runs: (count: number) => `${count} ${count === 1 ? 'run' : 'runs'}`,
  oldest: 'Oldest',
  atRisk: 'At risk',
  noAmount: 'No amount known',
  more: 'More runs need attention than are shown; the groups below hold the newest 200.',
  open: 'Open',
};
