import { flushSync } from 'svelte';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { cdp, page, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import { AppUpdate } from '../../src/session/app-update.svelte.ts';
import type { Workbench } from '../../src/session/workbench.svelte.ts';
import App from '../../src/ui/App.svelte';
import { demoBench } from './bench.ts';

let bench: Workbench;
beforeEach(async () => {
  await page.viewport(820, 1180);
  location.hash = '';
  bench = await demoBench();
});
afterEach(async () => {
  await bench.close();
});

/** The Shoot view with a robot that is set up. */
async function shoot(): Promise<void> {
  await render(App, { bench, update: new AppUpdate() });
  bench.connect('127.0.0.1');
  await expect.element(button('HIT')).toBeVisible();
}
const button = (name: string) => page.getByRole('button', { name, exact: true });

/** A finger that lands in the middle of an element, moves by so much in steps, and leaves. */
function drag(element: Element, dx: number, dy: number): void {
  const { left, top, width, height } = element.getBoundingClientRect();
  const send = (type: string, share: number): boolean =>
    element.dispatchEvent(
      new PointerEvent(type, {
        pointerId: 7,
        pointerType: 'touch',
        button: 0,
        buttons: type === 'pointerup' ? 0 : 1,
        clientX: left + width / 2 + share * dx,
        clientY: top + height / 2 + share * dy,
        bubbles: true,
      }),
    );
  send('pointerdown', 0);
  for (const share of [0.2, 0.4, 0.6, 0.8, 1]) send('pointermove', share);
  send('pointerup', 1);
  element.dispatchEvent(new MouseEvent('click', { detail: 1, bubbles: true }));
}

test('one touch is one miss, and a swipe says where it went', async () => {
  await shoot();
  drag(button('MISS').element(), 10, -90);
  drag(button('Miss, short').element(), 4, 6);
  drag(button('Miss, left').element(), 90, 0);
  expect(bench.session.state.shots.map(({ label, direction }) => [label, direction])).toEqual([
    ['miss', 'long'],
    ['miss', 'short'],
    ['miss', 'right'],
  ]);
});

test('the half that was tapped shows a large mark for a moment, with nothing moving where motion is not wanted', async () => {
  await cdp().send('Emulation.setEmulatedMedia', {
    features: [{ name: 'prefers-reduced-motion', value: 'reduce' }],
  });
  await shoot();
  const hit = button('HIT').element();
  const before = getComputedStyle(hit).backgroundColor;
  const mark = hit.querySelector('.glyph')!;
  expect(mark.checkVisibility()).toBe(false);
  hit.dispatchEvent(new PointerEvent('pointerdown', { button: 0, bubbles: true }));
  flushSync();
  expect(mark.checkVisibility()).toBe(true);
  expect(getComputedStyle(hit).backgroundColor).not.toBe(before);
  for (const element of document.querySelectorAll('*')) {
    const { transitionDuration, animationName } = getComputedStyle(element);
    expect([transitionDuration, animationName]).toEqual(['0s', 'none']);
  }
  await expect.poll(() => mark.checkVisibility()).toBe(false);
  await cdp().send('Emulation.setEmulatedMedia', { features: [] });
});

test('for a left hand, MISS and the first of the actions are at the other side', async () => {
  const x = (name: string) => button(name).element().getBoundingClientRect().x;
  bench.preferences.set('leftHanded', true);
  await shoot();
  expect(x('MISS')).toBeLessThan(x('HIT'));
  expect(x('More')).toBeLessThan(x('Undo'));
  expect(x('Miss, left')).toBeLessThan(x('Miss, right'));
});

test('a letter chosen in Setup works, is on its button, and goes back to the usual one', async () => {
  await shoot();
  location.hash = '#/setup/page';
  await page.getByText('Change the letters').click();
  const field = page.getByLabelText('hit', { exact: true });
  await field.click();
  await userEvent.keyboard('m');
  await expect.element(page.getByText('That letter is for "miss')).toBeVisible();
  await userEvent.keyboard('{Control>}a{/Control}q');
  location.hash = '#/shoot';
  await expect.element(button('HIT')).toHaveTextContent('Q');
  await userEvent.keyboard('qh');
  expect(bench.session.state.shots.map(({ label }) => label)).toEqual(['hit']);
  location.hash = '#/setup/page';
  await page.getByText('Change the letters').click();
  await button('Back to the usual letters').click();
  expect(bench.preferences.get('ownLetters')).toEqual({});
});
