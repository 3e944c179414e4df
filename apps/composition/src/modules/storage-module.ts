import { ContainerModule } from 'inversify';
import type { Stores } from '../stores.ts';
import { Tokens } from '../tokens.ts';

/** The store is opened before, since opening and migrating take time; the container closes it. */
export const storageModule = (stores: Stores) =>
  new ContainerModule(({ bind }) => {
    bind(Tokens.stores)
      .toResolvedValue(() => stores)
      .inSingletonScope()
      .onDeactivation((opened) => opened.close());
  });
