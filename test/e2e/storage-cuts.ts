const sectorBytes = 512;

/** How a file that was being written may look after a power cut: a disk writes sectors, in any order, and may tear one. */
export interface CutFile {
  readonly kind: 'cut' | 'torn' | 'rubbish' | 'hole' | 'tail only';
  readonly bytes: Buffer;
}

/**
 * One `cut` and one of the worse kinds at each sector in which the two differ: what was synced is in both, so it stays.
 * `cut`: nothing from here on was written. `torn`: this sector in part. `rubbish`: this sector holds neither. `hole`: all but
 * this sector was written. `tail only`: nothing before this sector was written.
 */
export function* cutsBetween(old: Buffer, written: Buffer): Generator<CutFile> {
  const sectors = changedSectors(old, written);
  for (const [count, at] of sectors.entries()) {
    const end = Math.min(at + sectorBytes, written.length);
    const upTo = (to: number): Buffer => mixed(old, written, 0, to);
    yield { kind: 'cut', bytes: upTo(at) };
    switch (count % 4) {
      case 0:
        yield { kind: 'torn', bytes: upTo(at + Math.floor(sectorBytes / 3)) };
        break;
      case 1:
        yield { kind: 'rubbish', bytes: Buffer.from(written).fill(0xaa, at, end) };
        break;
      case 2: {
        const bytes = Buffer.from(written).fill(0, at, end);
        bytes.set(old.subarray(at, end), at);
        yield { kind: 'hole', bytes };
        break;
      }
      default:
        yield { kind: 'tail only', bytes: mixed(old, written, at, written.length) };
    }
  }
}

/** Where a sector of the one is not that of the other. */
const changedSectors = (old: Buffer, written: Buffer): readonly number[] => {
  const found: number[] = [];
  for (let at = 0; at < written.length; at += sectorBytes) {
    const end = at + sectorBytes;
    if (!old.subarray(at, end).equals(written.subarray(at, end))) found.push(at);
  }
  return found;
};

/** The new bytes from `from` to `to`, the old ones elsewhere; zeros where there were none. */
const mixed = (old: Buffer, written: Buffer, from: number, to: number): Buffer => {
  const bytes = Buffer.alloc(Math.max(old.length, to));
  bytes.set(old);
  bytes.set(written.subarray(from, to), from);
  return bytes;
};
