import { page } from 'vitest/browser';

/** Opens a card of Setup from the list of steps, by the name that stands there. */
export const openCard = (
  name: 'Robot' | 'What to tune' | 'How we know a shot' | 'Wiring check' | 'Goal & limits',
): Promise<void> =>
  page
    .getByRole('navigation', { name: 'Steps of Setup' })
    .getByRole('button', { name: new RegExp(`\\d\\. ${name}`) })
    .click();
