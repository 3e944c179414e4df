export { allMutants as mutants } from './all-mutants.ts';
