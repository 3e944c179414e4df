/** Problem codes that any request may meet. */
export const everywhere = [
  'target-unreadable',
  'not-found',
  'method-not-allowed',
  'encoding-refused',
  'media-type-refused',
  'body-too-large',
  'headers-too-large',
  'shape-wrong',
  'internal-error',
  'store-unavailable',
  'stored-data-corrupt',
];

/** By who must be asking: the names of OpenAPI's security schemes. */
export const bySecurity: Readonly<Record<string, readonly string[]>> = {
  bearer: ['token-missing', 'token-invalid', 'role-lacking'],
  device: ['device-signature-missing', 'device-signature-invalid', 'content-digest-mismatch', 'device-clock-wrong'],
  wechat: ['notice-not-authentic', 'notice-unreadable'],
};

/** Of a request with a body. */
export const withBody = ['json-unreadable'];
/** Of a request that takes `Idempotency-Key`. */
export const withKey = ['idempotency-key-missing', 'idempotency-key-invalid', 'idempotency-key-reused'];
/** Of a list with pages. */
export const withPages = ['cursor-invalid'];

const wechat = ['wechat-refused', 'wechat-unavailable', 'wechat-outcome-unknown'];
const payscore = ['token-bound', 'payscore-not-configured'];
const payscoreCall = [
  ...payscore,
  'payscore-invalid',
  'payscore-not-now',
  'payscore-asked-otherwise',
  'payscore-call-open',
  'wechat-refused',
];
const member = '/v1/organizations/{organizationId}/members/{outUserId}';

/** Of one operation: what its use case refuses. */
export const byOperation: Readonly<Record<string, readonly string[]>> = {
  'POST /v1/organizations': [
    'organization-unknown-to-wechat',
    'organization-adopted-differently',
    'limit-above-platform',
    ...wechat,
  ],
  'PUT /v1/organizations/{organizationId}/limits': ['limit-above-platform'],
  'PUT /v1/organizations/{organizationId}/calendar': ['calendar-wrong'],
  [`PUT ${member}/limits`]: ['limit-above-platform'],
  'POST /v1/organizations/{organizationId}/members:import': ['roster-not-utf8', 'roster-too-long'],
  [`DELETE ${member}`]: ['contract-in-force', 'advances-open', ...wechat],
  [`PUT ${member}`]: ['sign-up-data-wrong', ...wechat],
  [`POST ${member}/token`]: ['sign-up-data-wrong', 'guardian-consent-missing', 'same-name-under-payer', ...wechat],
  [`POST ${member}/sync`]: wechat,
  [`POST ${member}/terminate`]: ['contract-not-signed', 'contract-terminated', 'advances-open', ...wechat],
  [`POST ${member}/disable`]: wechat,
  [`POST ${member}/enable`]: wechat,
  [`POST ${member}/presign`]: ['sign-up-data-wrong', 'guardian-consent-missing', 'same-name-under-payer', ...wechat],
  [`POST ${member}/repayment-link`]: wechat,
  [`GET ${member}/payer`]: ['contract-not-signed', ...wechat],
  'GET /v1/organizations/{organizationId}/re-enrolments': wechat,
  'POST /v1/devices': ['device-enrolled-differently'],
  'POST /v1/devices/{deviceId}/authinfo': wechat,
  'POST /v1/devices/{deviceId}/vouchers': ['batch-too-large'],
  'POST /v1/face/authinfo': ['token-bound', 'face-not-configured', ...wechat],
  'GET /v1/face/sessions/{faceSid}/unionid': ['token-bound', 'face-not-configured', ...wechat],
  'POST /v1/payscore/orders': [...payscore, 'payscore-invalid', 'payscore-order-no-used', 'wechat-refused'],
  'GET /v1/payscore/orders': payscore,
  'GET /v1/payscore/orders/{orderNo}': payscore,
  'POST /v1/payscore/orders/{orderNo}/complete': payscoreCall,
  'POST /v1/payscore/orders/{orderNo}/cancel': payscoreCall,
  'POST /v1/payscore/orders/{orderNo}/modify': [...payscoreCall, 'payscore-part-paid'],
  'POST /v1/payscore/orders/{orderNo}/sync': payscoreCall,
  'POST /v1/payscore/orders/{orderNo}/refunds': [
    ...payscore,
    'payscore-not-collected',
    'refund-above-rest',
    'refund-number-used',
    'refund-too-late',
    'refunds-used-up',
    'refund-not-now',
  ],
  'POST /v1/payscore/permissions': [...payscore, 'payscore-invalid', ...wechat],
  'GET /v1/payscore/permissions': [...payscore, ...wechat],
  'POST /v1/payscore/permissions/find': [...payscore, ...wechat],
  'POST /v1/payscore/permissions/terminate': [...payscore, 'payscore-invalid', 'permission-orders-open', ...wechat],
  'POST /v1/deductions': [
    'contract-ended',
    'user-disabled',
    'credential-used',
    'credential-damaged',
    'sale-time-wrong',
    'terminal-enrolled',
    'user-differs',
  ],
  'POST /v1/deductions/{deductionId}/release': [
    'contract-ended',
    'user-disabled',
    'member-in-debt',
    'deduction-not-held',
    'retry-not-now',
    'attempts-used-up',
    ...wechat,
  ],
  'POST /v1/deductions/{deductionId}/refunds': [
    'deduction-not-paid',
    'refund-above-rest',
    'refund-number-used',
    'refund-too-late',
    'refunds-used-up',
    'refund-not-now',
    'deduction-not-held',
    'attempts-used-up',
  ],
  'POST /v1/deductions/{deductionId}/give-up': ['deduction-not-held', ...wechat],
};
