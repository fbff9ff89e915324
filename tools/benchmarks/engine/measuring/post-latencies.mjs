/**
 * Milliseconds from sending an event until its post arrived at the remote, on the one monotonic clock of the machine.
 * An event without a post is an error: a figure must not leave out what never came.
 */
export async function postLatencies(world, { sentAt }, prefix) {
  const arrivals = await world.arrivals();
  const latencies = sentAt.flatMap((at, number) => {
    const arrived = arrivals.get(`${prefix}-${number}`);
    return arrived === undefined ? [] : [Number(BigInt(arrived) - BigInt(at)) / 1e6];
  });
  if (latencies.length < sentAt.length)
    throw new TypeError(`only ${latencies.length} of ${sentAt.length} posts were seen`);
  return latencies;
}
