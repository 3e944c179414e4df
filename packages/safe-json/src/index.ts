/** JSON and text from outside, read in linear time and never trusted. */
export { defaultJsonLimits, type JsonLimits, type JsonRefused, parseJson } from './parse-json.ts';
export { readUtf8 } from './read-utf8.ts';
