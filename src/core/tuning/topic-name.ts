/** Before the topics in which a server describes itself: no robot code may use these names. */
const metaSign = '$';

/**
 * Whether a text can be the name of a robot's topic. Most begin with a slash, but NetworkTables does not ask for one: `Tuning/Rpm` and
 * `/Tuning/Rpm` are two topics, so a name is always kept as it is.
 */
export const isTopicName = (name: string): boolean =>
  name.replaceAll('/', '').trim() !== '' && !name.startsWith(metaSign);

/** A topic's name with a slash before it: the same folders are meant with and without. To compare, never to read or to write. */
export const slashed = (topic: string): string => (topic.startsWith('/') ? topic : `/${topic}`);

/** The same words with the slash taken away or put before them: another topic, which a person may mean. */
export const otherSpelling = (topic: string): string =>
  topic.startsWith('/') ? topic.slice(1) : `/${topic}`;
