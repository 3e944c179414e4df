import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { closedCamera, defaultCameraSettings, nextCamera } from './camera.ts';
import type { Camera, CameraInput, CameraSettings, CameraVerb } from './camera.ts';

type Step = readonly [at: number, input: CameraInput | CameraVerb];

const play = (steps: readonly Step[], settings: CameraSettings = defaultCameraSettings): Camera =>
  steps.reduce<Camera>(
    (camera, [at, input]) =>
      nextCamera(settings, camera, typeof input === 'string' ? { type: 'verb', verb: input } : input, at),
    closedCamera,
  );
const later: CameraInput = { type: 'time-passed' };
const face: CameraInput = { type: 'face-seen' };
const began: CameraInput = { type: 'recognition-began' };
const matched: CameraInput = { type: 'matched' };
const withGuide: CameraSettings = { ...defaultCameraSettings, guidePage: true };

describe('the four verbs (FAQ Q3)', () => {
  test('FAQ Q3: open, close, run without showing, run and show', () => {
    expect(play([[0, 'open']])).toMatchObject({ status: 'on', picture: 'shown' });
    expect(play([[0, 'open-hidden']])).toMatchObject({ status: 'on', picture: 'hidden' });
    expect(
      play([
        [0, 'open-hidden'],
        [1, 'open-shown'],
      ]),
    ).toMatchObject({ status: 'on', picture: 'shown' });
    expect(
      play([
        [0, 'open'],
        [1, 'open-hidden'],
        [2, 'close'],
      ]),
    ).toEqual(closedCamera);
  });

  test('FAQ Q3: showing or hiding a camera that runs does not give it more time', () => {
    expect(
      play(
        [
          [0, 'open'],
          [29_999, 'open-hidden'],
          [30_000, later],
        ],
        withGuide,
      ).status,
    ).toBe('off');
  });
});

describe('the three timers (FAQ Q3)', () => {
  test.each([
    ['with the guide page, no face for 30 s', withGuide, 30_000],
    ['without the guide page, no face for 10 min', defaultCameraSettings, 600_000],
  ])('FAQ Q3: %s closes the camera, one millisecond less does not', (_, settings, ms) => {
    expect(
      play(
        [
          [0, 'open'],
          [ms - 1, later],
        ],
        settings,
      ).status,
    ).toBe('on');
    expect(
      play(
        [
          [0, 'open'],
          [ms, later],
        ],
        settings,
      ),
    ).toEqual({ status: 'off', because: 'quiet' });
    expect(
      play(
        [
          [0, 'open'],
          [ms - 1, face],
          [2 * ms - 2, later],
        ],
        settings,
      ).status,
    ).toBe('on');
    expect(
      play(
        [
          [0, 'open'],
          [ms, face],
        ],
        settings,
      ).status,
    ).toBe('off');
  });

  test('FAQ Q3: a sale keyed in first waits 60 s for a match; faces that nobody knows give no more time', () => {
    expect(
      play([
        [0, began],
        [59_999, face],
      ]).status,
    ).toBe('on');
    expect(
      play([
        [0, began],
        [30_000, face],
        [60_000, later],
      ]),
    ).toEqual({ status: 'off', because: 'quiet' });
    expect(
      play([
        [0, began],
        [59_999, matched],
        [600_000, later],
      ]).status,
    ).toBe('on');
  });

  test('FAQ Q3: the button opens what a timer closed, and the timer begins anew', () => {
    const woken: readonly Step[] = [
      [0, 'open'],
      [30_000, later],
      [90_000, 'open'],
    ];
    expect(play([...woken, [119_999, later]], withGuide).status).toBe('on');
    expect(play([...woken, [120_000, later]], withGuide).status).toBe('off');
  });

  test('FAQ Q3: however it is used, it is never on for longer than its timer after the last thing that counts', () => {
    const input = fc.constantFrom<CameraInput>(
      ...(['open', 'close', 'open-hidden', 'open-shown'] as const).map((verb) => ({ type: 'verb' as const, verb })),
      face,
      began,
      matched,
      later,
    );
    const steps = fc.array(fc.tuple(fc.nat(400_000), input), { maxLength: 30 });
    fc.assert(
      fc.property(steps, fc.boolean(), (pauses, guidePage) => {
        const settings = { ...defaultCameraSettings, guidePage };
        let [camera, at]: [Camera, number] = [closedCamera, 0];
        for (const [pause, one] of pauses) {
          at += pause;
          camera = nextCamera(settings, camera, one, at);
          expect(nextCamera(settings, camera, later, at + 600_000).status).toBe('off');
          const shouldRun = one.type === 'verb' ? one.verb !== 'close' : camera.status === 'on';
          expect(camera.status === 'on').toBe(shouldRun);
        }
      }),
    );
  });
});
