/** Only names, numbers and ids: no person, no credential, no key (INV-88). */
export type LogFields = Readonly<Record<string, string | number | boolean | undefined>>;
export interface Logger {
  readonly info: (message: string, fields?: LogFields) => void;
  readonly warn: (message: string, fields?: LogFields) => void;
}
