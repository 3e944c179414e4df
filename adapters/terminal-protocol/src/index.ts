export { createSdkFaceDevice, type SdkFaceDeviceDeps } from './sdk-face-device.ts';
export { createVoucherProtocol, type VoucherProtocolDeps } from './voucher-protocol.ts';
