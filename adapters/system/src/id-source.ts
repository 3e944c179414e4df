import type { IdSource } from '@facepay/domain';
import { randomBytes } from './randomness.ts';

/** Random bytes are asked for many at a time: each asking costs as much as all the rest of an id. */
export const createIdSource = (): IdSource => {
  let left = Buffer.alloc(0);
  return {
    next: () => {
      if (left.length === 0) left = Buffer.from(randomBytes(idsAtOnce * idBytes));
      const id = left.toString('hex', 0, idBytes);
      left = left.subarray(idBytes);
      return id;
    },
  };
};

const idBytes = 16;
const idsAtOnce = 256;
