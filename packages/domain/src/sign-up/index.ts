export { consentMissing, type GuardianConsentMissing, type SignUpPolicy } from './guardian-consent.ts';
export { type HandOff, type HandOffFault, type HandOffField, handOffFaults } from './hand-off.ts';
export { findMiniProgramRefusals, type MiniProgram, type MiniProgramRefusal } from './mini-program-refusals.ts';
export { miniProgramRefusals } from './refusal-table.ts';
