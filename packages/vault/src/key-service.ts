/** A data key as a key service gives it back: only the service that wrapped it opens it again. */
export interface WrappedKey {
  readonly masterKeyId: string;
  readonly wrappedKey: Buffer;
}

/**
 * Keeps the master keys and works with them: the port behind which a key management service stands. Here it is
 * implemented on keys of the environment and of a file.
 */
export interface KeyService {
  /** Where the keys are kept, in words for people. */
  readonly source: string;
  /** The key that wraps from now on. */
  currentId(): Promise<string>;
  /** Every key at hand, the current one first. */
  ids(): Promise<readonly string[]>;
  /** Whether what was wrapped under this id can be opened here. */
  has(id: string): Promise<boolean>;
  /** `place` is authenticated with the key: it opens nowhere else. */
  wrap(dataKey: Buffer, place: Buffer): Promise<WrappedKey>;
  /** @throws VaultError MASTER_KEY_MISSING, SECRET_UNREADABLE */
  unwrap(wrapped: WrappedKey, place: Buffer): Promise<Buffer>;
}
