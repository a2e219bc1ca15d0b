/** How a page gets at files. */

import type { Host } from "./start.js";
import { scriptUrl } from "./trusted.js";

export const host: Host = {
  async read(url, integrity) {
    const response = await fetch(url, integrity === undefined ? {} : { integrity });
    if (!response.ok) throw new Error(url + ": " + response.status);
    return response.arrayBuffer();
  },
  run(url) {
    return new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = scriptUrl(url);
      script.onload = () => {
        script.remove();
        resolve();
      };
      script.onerror = () => {
        script.remove();
        reject(new Error(url + ": the script was not loaded"));
      };
      document.head.appendChild(script);
    });
  },
};
