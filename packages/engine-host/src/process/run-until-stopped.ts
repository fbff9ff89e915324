/**
 * Ends the process cleanly on SIGTERM and SIGINT, once. A supervisor that dies closes the channel to this process:
 * then it ends as well, so nothing outlives a killed `npm start` for long.
 */
export function runUntilStopped(stop: () => Promise<void>): void {
  let isStopping = false;
  const end = (): void => {
    if (isStopping) return;
    isStopping = true;
    stop().then(
      () => process.exit(0),
      (error: unknown) => {
        process.stderr.write(`Stopping failed: ${String(error)}\n`);
        process.exit(1);
      },
    );
  };
  process.once('SIGTERM', end);
  process.once('SIGINT', end);
  if (process.send) process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));
}
