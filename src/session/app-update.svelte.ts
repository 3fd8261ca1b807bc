/** As much of a service worker as an update needs. */
interface Version {
  postMessage(word: 'skip-waiting'): void;
  addEventListener(type: 'statechange', listener: () => void): void;
}

/** As much of a `ServiceWorkerRegistration` as an update needs. */
interface Versions {
  readonly active: object | null;
  readonly waiting: Version | null;
  readonly installing: Version | null;
  addEventListener(type: 'updatefound', listener: () => void): void;
}

/** As much of a `ServiceWorkerContainer` as an update needs. */
interface VersionContainer {
  readonly controller: object | null;
  register(url: string): Promise<Versions>;
  addEventListener(type: 'controllerchange', listener: () => void): void;
}

/** Whether a newer version of the app waits to be used, and the way to it. */
export class AppUpdate {
  #waiting = $state.raw<Version | null>(null);
  #offlineReady = $state.raw(false);
  /** A newer version is in charge of the page although nobody accepted it here: another tab did. */
  #replaced = $state.raw(false);
  #accepted = false;
  #reload: () => void = () => undefined;

  /** Registers the service worker where the browser has one; the app works without. */
  register(container: VersionContainer | undefined, url: string, reload: () => void): void {
    if (container === undefined) return;
    container.register(url).then(
      (registration) => {
        this.#offlineReady = registration.active !== null;
        this.#follow(registration, container);
      },
      (error: unknown) => {
        // Offline start is lost, tuning is not.
        console.warn('the service worker could not be registered', error);
      },
    );
    this.#reload = reload;
    let hadController = container.controller !== null;
    container.addEventListener('controllerchange', () => {
      this.#offlineReady = true;
      if (this.#accepted) this.#reloadOnce();
      else this.#replaced ||= hadController;
      hadController = true;
    });
  }

  /** Whether a new version waits for the operator's word. */
  get waiting(): boolean {
    return this.#waiting !== null || this.#replaced;
  }
  /** Whether the page starts without a network from now on. */
  get offlineReady(): boolean {
    return this.#offlineReady;
  }

  /** Starts the new version; the page reloads once it is in charge. */
  accept(): void {
    this.#accepted = true;
    if (this.#replaced) this.#reloadOnce();
    else this.#waiting?.postMessage('skip-waiting');
  }

  #reloadOnce(): void {
    this.#reload();
    this.#reload = () => undefined;
  }

  #follow(registration: Versions, container: VersionContainer): void {
    const look = (): void => {
      this.#offlineReady ||= registration.active !== null;
      // Without a controller the waiting worker is the first one, not an update.
      if (registration.waiting !== null && container.controller !== null)
        this.#waiting = registration.waiting;
    };
    look();
    registration.addEventListener('updatefound', () => {
      const installing = registration.installing;
      installing?.addEventListener('statechange', look);
    });
  }
}
