import { AsyncLocalStorage } from 'node:async_hooks';

/**
 * Which request a commit belongs to. Many are under way at once, so "nothing was stored" is judged by who wrote, not by a
 * look at the store before and after. The context follows promises, so production code knows nothing of it.
 */
export interface Cause {
  readonly writes: string[];
  /** Which decision of the store, of all of the run, was the last one for this request. */
  judged?: number;
  /** Set once the request is answered. */
  status?: number;
}
const current = new AsyncLocalStorage<Cause>();

export const causedBy = <A>(cause: Cause, run: () => Promise<A>): Promise<A> => current.run(cause, run);
export const currentCause = (): Cause | undefined => current.getStore();
