/**
 * How the platform's programs are run; the Dockerfile and docker-compose.yml say the same.
 *
 * A run in flight lives for some milliseconds. With Node's default of 16 MB the young generation is swept while it is
 * still needed and everything is copied on; with 64 MB most of it is garbage by then (measured in alternating rounds:
 * 577 instead of 735 µs of processor time per run, at the same resident size under load).
 *
 * V8 lets the old generation grow to some 500 MB before it sweeps it for the first time, and to twice or more of what was
 * alive after that: what survives two sweeps of the young one (a run that waits in a batch or for a remote side) is kept
 * for long. Told to begin at 64 MB and to sweep when it has grown by half, the platform stays level (measured over 30,000
 * runs: 333 MB resident at most instead of 456 MB, at the same processor time per run).
 */
export const PROGRAM_FLAGS = [
  '--enable-source-maps',
  '--max-semi-space-size=64',
  '--initial-old-space-size=64',
  '--heap-growing-percent=50',
];
