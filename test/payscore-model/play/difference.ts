/** What did not fit: the failing case, for whom it may concern. */
export class Difference extends Error {
  override readonly name = 'Difference';
}
/** `who` is `domain`, `adapter` or `emulator`. */
export const differs = (who: string, what: string, expected: unknown, actual: unknown): Difference =>
  new Difference(`${who}: ${what}: expected ${JSON.stringify(expected)}, was ${JSON.stringify(actual)}`);
