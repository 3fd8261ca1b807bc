import { mount } from 'svelte';
import './ui/styles/tokens.css';
import './ui/styles/base.css';
import { driverStation, fieldControl, pageAnswersHttp } from './link/driver-station.ts';
import { NtcoreLink } from './link/ntcore-link.ts';
import { robotAnswers } from './link/probe.ts';
import { jsonFilesIn, webPort } from './link/robot-files.ts';
import { browserWire } from './link/wire.ts';
import { AppUpdate } from './session/app-update.svelte.ts';
import { openChannel } from './session/page-channel.ts';
import { Seat } from './session/seat.svelte.ts';
import { Workbench } from './session/workbench.svelte.ts';
import { openLogStore } from './storage/open-log-store.ts';
import { openPreferences } from './storage/preferences.ts';
import Shell from './ui/Shell.svelte';
import { startWorkers } from './worker/start-workers.ts';

const target = document.getElementById('app');
if (target === null) throw new Error('index.html has no #app');

const { ticker, optimizer } = startWorkers();
const random32 = (): number => crypto.getRandomValues(new Uint32Array(1))[0]!;
/** Sorts by when it was made. */
const newId = (): string => `${Date.now().toString(36)}-${random32().toString(36)}`;

/** The database opens while the page asks for its seat. Who takes the seat again needs a store that knows of nothing. */
let early: ReturnType<typeof openLogStore> | null = openLogStore(ticker);

const seat = new Seat({
  ticker,
  locks: 'locks' in navigator ? navigator.locks : undefined,
  channel: openChannel('mltune'),
  id: newId(),
  begin: async (hold) => {
    const { store, profiles, fault } = await (early ?? openLogStore(ticker));
    early = null;
    const bench = await Workbench.begin({
      link: new NtcoreLink({ random: Math.random, ticker }),
      store,
      profiles,
      storeFault: fault,
      optimizer,
      ticker,
      wallMs: () => Date.now(),
      newId,
      hold,
      storagePromise: 'storage' in navigator ? navigator.storage : undefined,
      newSeed: random32,
      preferences: openPreferences(() => localStorage),
      demo: async (seed) =>
        (await import('./link/demo-link.ts')).openDemo(ticker, Math.random, seed),
      answers: robotAnswers,
      profileFiles: (host) =>
        jsonFilesIn({ host, port: webPort }, 'tuner', AbortSignal.timeout(3_000)),
      page: location,
      driverStation: driverStation(browserWire, pageAnswersHttp),
      followFieldControl: fieldControl(browserWire, pageAnswersHttp, ticker),
    });
    bench.attach(window);
    return bench;
  },
});
const update = new AppUpdate();
mount(Shell, { target, props: { seat, update } });
// Whatever comes of it: the first screen does not share its network and its time with the copies for later.
void seat.ask().finally(() => {
  if (import.meta.env.PROD)
    update.register(
      'serviceWorker' in navigator ? navigator.serviceWorker : undefined,
      './sw.js',
      () => {
        location.reload();
      },
    );
});
