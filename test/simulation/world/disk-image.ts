import type { createMemoryDisk } from '@facepay/device-emulator';

/** What is on a box's disk; handed to another box it is a clone, brought back later an old image (F-30). */
export type DiskImage = ReturnType<typeof createMemoryDisk>;
