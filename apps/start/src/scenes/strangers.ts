import type { Scene } from '../lunch/scene.ts';

export const strangers: Scene = {
  title: 'A stranger',
  story: 'Somebody whom nobody enrolled: no voucher, no request, nothing to take back.',
  acts: [{ at: '11:50', tells: 'a stranger steps up', meals: [{ counter: 1, amountFen: 1_200, expect: 'stranger' }] }],
};
