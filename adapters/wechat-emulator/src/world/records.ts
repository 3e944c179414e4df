import type { ContractMode } from '../money-truth/face-user.ts';

/** Belongs to the service provider; any sub-merchant may charge its users. */
export interface Organization {
  readonly organizationId: string;
  readonly organizationName: string;
  /** Rises whenever a face of the organization, or what is known about it, changes. */
  readonly facesVersion: number;
}

export interface SubMerchant {
  readonly subMchid: string;
  readonly testMerchant: boolean;
}

/** What a mini program was opened with: an ordinary token, or a pre-signing session. */
export interface SignUpToken {
  readonly token: string;
  readonly kind: 'token' | 'presign';
  readonly organizationId: string;
  readonly outUserId: string;
  readonly issuedAt: number;
  readonly presign?: PresignSession;
}

export interface PresignSession {
  readonly mode: ContractMode;
  readonly cardNumber?: string;
  readonly name?: string;
  readonly phone?: string;
  readonly identityNumber?: string;
}

type CollectionState = 'COLLECTION_REQUIRED' | 'PHOTO_UPLOADED' | 'COMPLETE';

/** A re-collection of a signed user's photo. */
export interface FaceCollection {
  readonly collectionId: string;
  readonly userId: string;
  readonly organizationId: string;
  readonly state: CollectionState;
  readonly faceSeed?: number;
  readonly uploadedAt?: number;
  readonly confirmedAt?: number;
}

export interface NoticeDelivery {
  readonly at: number;
  /** HTTP status, or why there is none. */
  readonly outcome: number | string;
}

/** One notice with every delivery of it; envelope and id are the same each time, the signature is not. */
export interface Notice {
  readonly id: string;
  readonly eventType: string;
  readonly createdAt: number;
  readonly envelope: string;
  /** Where it goes, if not to the address that is registered for all. */
  readonly url?: string;
  readonly deliveries: readonly NoticeDelivery[];
  readonly state: 'pending' | 'delivered' | 'given-up';
  readonly nextAt?: number;
}

type KeyMode = 'certificate' | 'public-key' | 'mixed';

export interface Meta {
  readonly notifyUrl?: string;
  readonly keyMode: KeyMode;
  /** Serial of the platform certificate that signs now. */
  readonly platformSerial: string;
  /** Share of notices signed with the public key in the mixed period. */
  readonly publicKeyShare: number;
  /** Deduct requests that arrived while an earlier one for the same order was still unanswered. */
  readonly concurrentDeducts: number;
  readonly deductRequests: number;
}
