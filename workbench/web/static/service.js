// Talks to the server: one device a page. Time that was heard is sent along with the next thing that is done.

export class Refused extends Error {
  constructor(message, status) {
    super(message);
    this.status = status;
  }
}

async function send(path, body) {
  const answer = await fetch(`/simulator/api/${path}`, {
    method: body === undefined ? "GET" : "POST",
    headers: body === undefined ? {} : { "Content-Type": "application/json" },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  const told = await answer.json().catch(() => ({ error: `the server answered ${answer.status}` }));
  if (!answer.ok) throw new Refused(told.error, answer.status);
  return told;
}

export const choices = () => send("choices");

export class Device {
  #name = null;
  #described;

  constructor(described) {
    this.#described = described;
  }

  async #furnish() {
    const told = await send("devices", this.#described);
    this.#name = told.device;
    return told;
  }

  start() {
    return this.#furnish();
  }

  // Does something after `waited` milliseconds of the device's time. A server that was started anew gets a new device.
  async act(action, waited, more = {}) {
    const body = { waited: Math.max(0, Math.round(waited)), ...more };
    try {
      return await send(`devices/${this.#name}/${action}`, body);
    } catch (refused) {
      if (refused.status !== 404) throw refused;
      await this.#furnish();
      return send(`devices/${this.#name}/${action}`, { ...body, waited: 0 });
    }
  }
}

// This machine has several names; the page may only fetch under the one it was opened with.
export function reachable(url) {
  const { hostname, pathname, port } = new URL(url);
  const here = ["localhost", "127.0.0.1", "[::1]"].includes(hostname) && port === location.port;
  return here ? pathname : url;
}
