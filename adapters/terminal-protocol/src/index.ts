export { createVoucherProtocol, type VoucherProtocolDeps } from './voucher-protocol.ts';
