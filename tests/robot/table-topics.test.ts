import { expect, test } from 'vitest';

import { RobotProgram } from './robot-program.ts';
import { testServer } from './test-server.ts';

const rpm = '/Tuning/Shooter/Rpm';

test.each(['names', 'numbered', 'lists'] as const)(
  'a robot with tables shoots alike, however it keeps them: %s',
  async (tables) => {
    const server = await testServer();
    const program = new RobotProgram(server, { variant: 'table4', tables, report: 'record' });
    const plain = new RobotProgram(await testServer(), { variant: 'table4', report: 'record' });
    expect(program.coefficients).toHaveLength(8);
    expect(Object.values(program.values())).toEqual(Object.values(plain.values()));
    expect(program.trueRate()).toBe(plain.trueRate());
    const [shot, other] = [program.shootOnce(), plain.shootOnce()];
    expect([shot?.hit, shot?.errorM]).toEqual([other?.hit, other?.errorM]);
  },
);

test('a list is published with its numbers, acknowledged as one, and told as one with a shot', async () => {
  const server = await testServer();
  const program = new RobotProgram(server, {
    variant: 'table4',
    tables: 'lists',
    report: 'record',
  });
  const { robot } = server;
  const start = robot.get(rpm);
  expect(start).toEqual([2880, 3200, 3550, 3890]);
  expect(robot.get(`/MLtune/Applied${rpm}`)).toEqual(start);
  expect(robot.get('/Tuning/Shooter/Distances')).toEqual([1.75, 3.25, 4.75, 6.25]);
  robot.set(rpm, [2900, 3200, 3550, 3890]);
  expect(program.values()[`${rpm}[0]`]).toBe(2900);
  program.shootOnce();
  expect(JSON.parse(String(robot.get('/MLtune/Shot')))).toMatchObject({
    used: { [rpm]: [2900, 3200, 3550, 3890] },
  });
});
