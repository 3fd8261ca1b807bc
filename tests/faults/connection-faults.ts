import type { Fault } from './fault.ts';
import type { FaultStage } from './fault-stage.ts';
import { lasts, until } from './until.ts';

/** How long the robot is away, ms: beyond what the link needs to see it. */
const awayMs = 2500;
/** How long a robot's program takes to come up again, ms: a real one takes ten times as long. */
const rebootMs = 1000;

/** A seed for a new order of topic ids. */
const anyOrder = ({ random }: FaultStage): { permuteIds: number } => ({
  permuteIds: Math.floor(random() * 2 ** 31),
});

/** Nothing is wrong: what the others are measured against. */
const none: Fault = { name: 'none', happen: (stage) => stage.works() };

const freeze: Fault = {
  name: 'freeze',
  happen: (stage) => {
    const { faults } = stage.server;
    return stage.outage({
      begin: () => {
        faults.freeze(true);
      },
      lastsMs: awayMs,
      end: () => {
        faults.freeze(false);
      },
    });
  },
};

const halfOpen: Fault = {
  name: 'half-open',
  happen: (stage) =>
    stage.outage({
      begin: () => {
        stage.server.faults.strand();
        stage.log.back();
      },
      lastsMs: 0,
      end: () => undefined,
    }),
};

const hangUp: Fault = {
  name: 'hang up',
  happen: (stage) =>
    stage.outage({
      begin: () => {
        stage.server.faults.dropAll();
      },
      lastsMs: 0,
      end: () => undefined,
    }),
};

/** The robot remembers its last shot, which the page has recorded already. */
const hangUpBetweenShots: Fault = {
  name: 'hang up between two shots',
  happen: async (stage) => {
    await stage.holdFire();
    await hangUp.happen(stage);
  },
};

const hangInHandshake: Fault = {
  name: 'hang in the handshake',
  happen: (stage) => {
    const { faults } = stage.server;
    return stage.outage({
      begin: () => {
        faults.hangHandshake(true);
        faults.dropAll();
      },
      lastsMs: awayMs,
      end: () => {
        faults.hangHandshake(false);
      },
    });
  },
};

/** The robot is back before the socket that it never answered is given up: the longest that a return can go unnoticed. */
const lostInHandshake: Fault = {
  name: 'a handshake is lost',
  happen: (stage) => {
    const { faults } = stage.server;
    const dialledBefore = stage.dialled;
    return stage.outage({
      begin: async () => {
        faults.hangHandshake(true);
        faults.dropAll();
        await until(
          () => 'a socket hangs',
          () => stage.dialled > dialledBefore && faults.hanging > 0,
        );
      },
      lastsMs: 0,
      end: () => {
        faults.hangHandshake(false, false);
      },
    });
  },
};

const refuse: Fault = {
  name: 'refuse',
  happen: (stage) => {
    const { faults } = stage.server;
    return stage.outage({
      begin: async () => {
        await faults.refuse(true);
        faults.dropAll();
      },
      lastsMs: awayMs,
      end: () => faults.refuse(false),
    });
  },
};

const killed: Fault = {
  name: 'killed, restarted with other ids',
  happen: (stage) => stage.reboot(rebootMs, anyOrder(stage)),
};

const missing: Fault = {
  name: 'restart with missing topics',
  happen: async (stage) => {
    await stage.reboot(rebootMs, anyOrder(stage), () => {
      const draws = Array.from({ length: 20 }, () => stage.random());
      stage.tunables.offering = { isMissing: (place) => draws[place]! < 0.4 };
    });
  },
};

const fiveRestarts: Fault = {
  name: '5 restarts with 20 writers',
  times: { short: 5, long: 5 },
  happen: (stage) => stage.reboot(rebootMs / 4, anyOrder(stage)),
};

/** How slow a bad radio is, there and back, ms, and how late what it loses comes, on top. */
const roundTripMs = 300;
const stallMs = 600;

const latency: Fault = {
  name: '300 ms latency with 5 % stalls',
  happen: async (stage) => {
    const { faults } = stage.server;
    faults.delayMs = roundTripMs / 2;
    faults.incomingDelayMs = roundTripMs / 2;
    faults.stalls = { share: 0.05, ms: stallMs, random: stage.random };
    await lasts(slowMs);
    await stage.works();
  },
};

/** How long the slow radio is watched, ms. */
const slowMs = 6000;

/** From drop to drop: what is left of ten seconds is for the long form to wait. */
const dropMs = 2000;

const drops: Fault = {
  name: '2 s drops every 10 s',
  times: { short: 2, long: 30 },
  happen: (stage) => {
    const { faults } = stage.server;
    return stage.outage({
      begin: () => {
        faults.freeze(true);
      },
      lastsMs: dropMs,
      end: () => {
        faults.freeze(false);
      },
    });
  },
};

/** A server of 2027 announces a topic again to whoever publishes it. */
const announceAgain: Fault = {
  name: 'announce again (2027)',
  server: { season: '2027', networked: true },
  happen: (stage) => stage.reboot(rebootMs, anyOrder(stage)),
};

/** A server of 2027 sends each value at once to a client of its own machine. */
const oneValueAFrame: Fault = {
  name: 'one value a frame (2027 local)',
  server: { season: '2027' },
  happen: hangUp.happen,
};

/** What goes wrong with the connection itself. */
export const connectionFaults: readonly Fault[] = [
  none,
  freeze,
  halfOpen,
  hangUp,
  hangUpBetweenShots,
  hangInHandshake,
  lostInHandshake,
  refuse,
  killed,
  missing,
  fiveRestarts,
  latency,
  drops,
  announceAgain,
  oneValueAFrame,
];
