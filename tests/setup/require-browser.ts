import { rememberBrowser } from './find-browser.ts';
import { getBrowser } from './get-browser.ts';
import { thisMachine } from './machine.ts';

// Runs before the tests: they need a browser, and get one where the machine has none.
const found = await getBrowser(thisMachine(), (line) => {
  console.log(line);
});
switch (found.kind) {
  case 'found':
    rememberBrowser(found.path);
    console.log(`The tests run in ${found.path} (${found.version}), ${found.how}.`);
    break;
  case 'none':
    console.error(
      [
        'The tests need Chrome, Edge, Chromium or Brave, and could not get one:',
        ...found.closed.map((why) => `  - ${why}`),
        `Install one and run the tests again:  ${found.remedy}`,
        'Or name one that is elsewhere:        CHROMIUM_PATH=/path/to/chrome npm test',
      ].join('\n'),
    );
    process.exitCode = 1;
}
