/** Addresses of the server, found from where this very bundle was loaded: `<server>/canvas/<version>/canvas.js`. */

const SERVER = new URL("../../", import.meta.url);

/** An HTTP address below the server's root. */
export function httpAddress(path: string): string {
  return new URL(path, SERVER).href;
}

/** A WebSocket address below the server's root. */
export function socketAddress(path: string): string {
  return httpAddress(path).replace(/^http/, "ws");
}
