import type { Language } from './request.ts';

/** Where AdvantageKit's tunable numbers publish their keys. */
export const tuningFolder = '/Tuning/';
/** Folders whose topics WPILib's own classes publish: a topic of ours beside them would have two owners. */
const owned = ['/Tunables/', '/Preferences/'];

/** Whether robot code can publish a number's default at that topic by itself. */
export const canDefine = (topic: string, language: Language): boolean =>
  language === 'java'
    ? topic.startsWith(tuningFolder)
    : !owned.some((folder) => topic.startsWith(folder));
