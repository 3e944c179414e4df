import type * as t from 'io-ts';

/** The part of JSON Schema 2020-12 (the dialect of OpenAPI 3.1) that we say things in. */
export interface JsonSchema {
  readonly type?: 'object' | 'array' | 'string' | 'integer' | 'boolean' | 'number';
  readonly description?: string;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean;
  readonly items?: JsonSchema;
  readonly enum?: readonly string[];
  readonly pattern?: string;
  readonly format?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly default?: number;
}

/** What a value must look like: the codec that checks it and the schema that documents it, made together. */
export interface Shape<out A> {
  readonly codec: t.Decoder<unknown, A>;
  readonly schema: JsonSchema;
}
export type ShapeOf<S> = S extends Shape<infer A> ? A : never;
