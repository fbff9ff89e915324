/** The same bytes in pieces of one size, the last one shorter: stores are not written crumb by crumb. */
export async function* inPieces(content: AsyncIterable<Uint8Array>, size: number): AsyncGenerator<Buffer> {
  let [held, bytes]: [Uint8Array[], number] = [[], 0];
  for await (const part of content) {
    held.push(part);
    bytes += part.length;
    if (bytes < size) continue;
    let whole = Buffer.concat(held);
    for (; whole.length >= size; whole = whole.subarray(size)) yield whole.subarray(0, size);
    [held, bytes] = [[whole], whole.length];
  }
  if (bytes > 0) yield Buffer.concat(held);
}
