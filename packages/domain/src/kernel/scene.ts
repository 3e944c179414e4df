/** Where pupils pay (`business_scene_id` of `k12-wire.md` §2.1); `test` is WeChat's test scene. */
export type Scene = 'canteen' | 'shop' | 'clinic' | 'test';
export const sceneNames: readonly Scene[] = ['canteen', 'shop', 'clinic', 'test'];
