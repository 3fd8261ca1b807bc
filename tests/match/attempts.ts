import type { SessionStage } from './session-stage.ts';

/** A way in which values could come to leave for the robot. */
export interface Attempt {
  readonly name: string;
  /** Before the field is attached; by then everything is at rest, but for what this begins. */
  readonly before?: (stage: SessionStage) => void | Promise<void>;
  /** How the field is attached; default: at once, and the page reads it. */
  readonly attach?: (stage: SessionStage) => void | Promise<void>;
  readonly make: (stage: SessionStage) => void | Promise<void>;
}

/** A value that was decided on and waits for its turn: as many as may leave in a second have left. */
async function waitForTurn(stage: SessionStage): Promise<void> {
  stage.passes();
  for (let place = 0; place < 6; place++) stage.setByHand(place / 10);
  const { topic } = stage.robot.coefficients[0]!;
  if (stage.session.state.writes[topic]?.phase.kind !== 'proposed')
    throw new Error('no value waits for its turn');
  await stage.arrives();
}

/** The field is attached while the page is away. */
async function attachUnseen(stage: SessionStage): Promise<void> {
  await stage.loses();
  stage.attachField();
  stage.passes();
  await stage.returns();
  await stage.knowsMatch();
}

/** All that is tried; outside of a match each of them writes (match.test.ts). */
export const attempts: readonly Attempt[] = [
  {
    name: 'back to the best',
    make: ({ session }) => {
      session.goTo('best');
    },
  },
  {
    name: 'back to the baseline',
    make: ({ session }) => {
      session.goTo('baseline');
    },
  },
  {
    name: 'back to the code’s defaults',
    make: ({ session }) => {
      session.goTo('code-default');
    },
  },
  {
    name: 'the next values',
    make: (stage) => {
      stage.session.next();
      stage.optimizes();
    },
  },
  {
    name: 'a value set by hand',
    make: (stage) => {
      stage.setByHand(0.1);
    },
  },
  {
    name: 'shots that call for the next values',
    make: async (stage) => {
      await stage.shoots();
      stage.optimizes();
    },
  },
  {
    name: 'an answer of the optimizer that was on its way',
    before: (stage) => stage.shoots(),
    make: (stage) => {
      stage.optimizes();
    },
  },
  {
    name: 'a value that waited for its turn',
    before: waitForTurn,
    make: (stage) => {
      stage.passes();
    },
  },
  {
    name: 'arming again, and then every button',
    before: ({ session }) => {
      session.disarm();
    },
    make: (stage) => {
      const { session } = stage;
      session.arm();
      for (const target of ['best', 'baseline', 'code-default'] as const) session.goTo(target);
      session.next();
      stage.setByHand(0.1);
      session.hold(false);
    },
  },
  {
    name: 'settings that call it a bench, and arming again',
    make: (stage) => {
      stage.session.configure(stage.settings({ benchMode: true, shotsPerTrial: 2 }));
      stage.session.arm();
      stage.setByHand(0.1);
    },
  },
  {
    name: 'the answer to a robot that restarted: the best',
    make: async (stage) => {
      await stage.restarts();
      stage.session.answerRestart('best');
      stage.session.arm();
    },
  },
  {
    name: 'the answer to a robot that restarted: the current trial',
    make: async (stage) => {
      await stage.restarts();
      stage.session.answerRestart('trial');
      stage.session.arm();
    },
  },
  {
    name: 'a second tab that takes the seat, and arms',
    make: async (stage) => {
      await stage.changesSeat();
      stage.session.arm();
      stage.setByHand(0.1);
    },
  },
  {
    name: 'the operator takes the robot over, and arms',
    make: (stage) => {
      stage.session.takeOver();
      stage.session.arm();
      stage.setByHand(0.1);
    },
  },
  {
    name: 'a session that sees the match from the first byte on',
    before: ({ session }) => {
      session.disconnect();
    },
    attach: async (stage) => {
      stage.attachField();
      stage.connects();
      stage.session.arm();
      stage.setByHand(0.1);
      await stage.knowsMatch();
    },
    make: (stage) => {
      stage.session.arm();
      stage.setByHand(0.2);
    },
  },
  {
    name: 'a value that waited, over a connection that comes back in the match',
    before: waitForTurn,
    attach: attachUnseen,
    make: (stage) => {
      stage.passes();
    },
  },
  {
    name: 'the same, where somebody called the robot a bench',
    before: async (stage) => {
      stage.session.configure(stage.settings({ benchMode: true }));
      await waitForTurn(stage);
    },
    attach: attachUnseen,
    make: (stage) => {
      stage.passes();
    },
  },
];
