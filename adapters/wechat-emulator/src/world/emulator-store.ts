/** One record of the emulator, as JSON text; `undefined` json takes it away. */
export interface StoredRecord {
  readonly kind: string;
  readonly key: string;
  readonly json: string | undefined;
}

/** Where the emulator's state survives a restart. Synchronous: what was written is durable before the answer leaves. */
export interface EmulatorStore {
  readonly load: () => readonly StoredRecord[];
  /** All of them or none. */
  readonly save: (records: readonly StoredRecord[]) => void;
  readonly close: () => void;
}
