import { ContainerModule, type ServiceIdentifier } from 'inversify';

/** Another adapter in the place of the bound one: `compose(settings, { changes: [swapModule(Tokens.notifier, mine)] })`. */
export const swapModule = <T>(token: ServiceIdentifier<T>, adapter: T): ContainerModule =>
  new ContainerModule(({ rebind }) => {
    rebind(token).toConstantValue(adapter);
  });
