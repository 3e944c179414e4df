import * as t from 'io-ts';
import { maybe, resource } from './resource.ts';

/** Body of a 4xx or 5xx answer. Act on the status and `code`, never on `message`. `v3-rules.md` §8. */
export const ErrorBody = resource('ErrorBody', { code: t.string }, { message: maybe(t.string), detail: t.unknown });
export type ErrorBody = t.TypeOf<typeof ErrorBody>;
