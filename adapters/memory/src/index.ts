export { createMemoryStorage, type MemoryStorage, type MemoryStorageOptions } from './create-memory-storage.ts';
