import { Operator } from '/work/main/tests/e2e/operator.ts';
import { setStage } from '/work/main/tests/e2e/stage.ts';
const stage = await setStage({ variant: 'shoot3', world: 7 });
const { robot, page, context, server } = stage;
const operator = new Operator(page);
const browser = await context.browser()!.newBrowserCDPSession();
const secs = async () =>
  (await browser.send('SystemInfo.getProcessInfo')).processInfo
    .filter(({ type }) => type === 'renderer')
    .reduce((s: number, { cpuTime }: any) => s + cpuTime, 0);
const sleep = (ms: number) => new Promise((r) => setTimeout(r, ms));
const share = async (name: string, ms: number) => {
  const a = await secs();
  await sleep(ms);
  console.log(name, ((1e5 * ((await secs()) - a)) / ms).toFixed(2));
};
await operator.arm();
robot.shootEvery(650);
await share('active', 15000);
robot.stop();
await page.getByRole('button', { name: 'Hold' }).click();
await page.getByText('Holding these values.').waitFor();
await sleep(15000);
await share('paused', 30000);
await page.addStyleTag({ content: '.pill.link{display:none!important}' });
await share('paused, no age', 30000);
await stage.close();
