import { encodeUploadEntry, uploadBytesMax, uploadEntriesMax, verifyAcknowledgement } from '@facepay/device-protocol';
import type { SignedVoucher, UploadResult } from '@facepay/device-protocol';
import type { KeyObject } from 'node:crypto';
import * as E from 'fp-ts/lib/Either.js';
import type { CallProblem } from './http-calls.ts';
import type { ServerCalls } from './server-calls.ts';
import type { TerminalDeps, TerminalSettings } from './terminal-settings.ts';

/** What one pass over the queue achieved. */
export interface FlushReport {
  readonly sent: number;
  /** Vouchers acknowledged, and so removed. */
  readonly removed: number;
  /** The server's word on each entry it answered for. */
  readonly results: readonly (UploadResult & { readonly sequence: number })[];
  /** Why the pass ended early; the rest stays for the next one. */
  readonly problem?: CallProblem;
}

type FlushDeps = Pick<TerminalDeps, 'journal' | 'verify'>;

/** The keys acknowledgements are believed by, and how to get newer ones. */
export interface AckKeyRing {
  readonly keyOf: (ackKeyId: string) => KeyObject | undefined;
  readonly renew: () => Promise<boolean>;
}

/**
 * Uploads everything pending once, in chain order and in batches. Only a valid acknowledgement naming a voucher removes it
 * (INV-2): a lost answer, an HTTP 200 or any status word does not, and the next pass sends the same bytes again.
 */
export const flushVouchers =
  (deps: FlushDeps, settings: TerminalSettings, calls: ServerCalls, ackKeys: AckKeyRing) =>
  async (): Promise<FlushReport> => {
    const results: (UploadResult & { readonly sequence: number })[] = [];
    let [sent, removed, after] = [0, 0, 0];
    for (;;) {
      const batch = firstFitting(deps.journal.pending(after, uploadEntriesMax));
      const last = batch.at(-1);
      if (last === undefined) return { sent, removed, results };
      const answer = await calls.upload(batch);
      if (E.isLeft(answer)) return { sent, removed, results, problem: answer.left };
      sent += batch.length;
      after = last.voucher.sequence;
      for (const result of answer.right.results) {
        const signed = batch[result.index];
        if (signed === undefined) continue;
        results.push({ ...result, sequence: signed.voucher.sequence });
        if (await removeAcknowledged(deps, settings, ackKeys, result.acknowledgement)) removed += 1;
      }
    }
  };

/** As many vouchers from the front as one body may carry. */
const firstFitting = (vouchers: readonly SignedVoucher[]): readonly SignedVoucher[] => {
  let bytes = frameBytes;
  const end = vouchers.findIndex((signed) => {
    bytes += encodeUploadEntry(signed).length + entryFrameBytes;
    return bytes > uploadBytesMax;
  });
  return end === -1 ? vouchers : vouchers.slice(0, end);
};

const frameBytes = '{"vouchers":[]}'.length;
const entryFrameBytes = '"",'.length;

const removeAcknowledged = async (
  { journal, verify }: FlushDeps,
  settings: TerminalSettings,
  ackKeys: AckKeyRing,
  text: string | undefined,
): Promise<boolean> => {
  if (text === undefined) return false;
  let believed = await verifyAcknowledgement(text, ackKeys.keyOf, verify);
  if (E.isLeft(believed) && believed.left.type === 'UnknownAckKey' && (await ackKeys.renew()))
    believed = await verifyAcknowledgement(text, ackKeys.keyOf, verify);
  if (E.isLeft(believed)) return false;
  const { deviceId, keyEpoch, sequence, voucherHash } = believed.right;
  if (deviceId !== settings.deviceId || keyEpoch !== settings.keyEpoch) return false;
  return journal.remove(sequence, voucherHash);
};
