/** Whether a newer version of the app waits to be used, and the way to it. */
export class AppUpdate {
  #waiting = $state.raw<ServiceWorker | null>(null);
  #offlineReady = $state.raw(false);

  /** Registers the service worker where the browser has one; the app works without. */
  register(container: ServiceWorkerContainer | undefined, url: string, reload: () => void): void {
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
    let reloading = false;
    const hadController = container.controller !== null;
    container.addEventListener('controllerchange', () => {
      this.#offlineReady = true;
      if (!hadController || reloading) return;
      reloading = true;
      reload();
    });
  }

  /** Whether a new version waits. */
  get waiting(): boolean {
    return this.#waiting !== null;
  }
  /** Whether the page starts without a network from now on. */
  get offlineReady(): boolean {
    return this.#offlineReady;
  }

  /** Starts the new version; the page reloads once it is in charge. */
  accept(): void {
    this.#waiting?.postMessage('skip-waiting');
  }

  #follow(registration: ServiceWorkerRegistration, container: ServiceWorkerContainer): void {
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
