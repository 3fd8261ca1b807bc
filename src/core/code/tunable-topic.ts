import { listEntry } from '../tuning/list-entry.ts';
import { ownPath, tunablesPrefix } from '../tuning/write-topic.ts';
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

/** Folders that name the way a number is published, and not what it is. */
const folders = /^\/?(?:Tuning|Tunables?|Preferences|SmartDashboard)\//;
/** Numbers that WPILib's own controllers publish below theirs. */
const ofController = /\/(?:p|i|d|izone|setpoint|tolerance|goal)$/;

/**
 * Returns where robot code would publish a number as one of WPILib's tunables, below `/Tunables/`; null where it cannot: for one number of a list, and
 * for those that a controller of WPILib publishes by itself.
 */
export function wpilibPath(topic: string): string | null {
  if (listEntry(topic) !== null) return null;
  const own = ownPath(topic);
  if (own.startsWith(tunablesPrefix) && ofController.test(own)) return null;
  // WPILib takes two slashes for one.
  const path = own
    .replace(folders, '')
    .replace(/\/{2,}/g, '/')
    .replace(/^\//, '');
  return path === '' ? null : path;
}
