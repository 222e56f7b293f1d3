import { n as __exportAll } from "./rolldown-runtime.js";
import { setTimeout } from "node:timers/promises";

// src/time/system-clock.ts
var system_clock_exports = /* @__PURE__ */ __exportAll({ systemClock: () => systemClock });
/** The machine's own clock. */
const systemClock = {
	now: () => Date.now(),
	sleep: async (ms, signal) => {
		try {
			await setTimeout(ms, void 0, signal === void 0 ? {} : { signal });
		} catch (thrown) {
			throw signal?.aborted ? signal.reason : thrown;
		}
	}
};

export { system_clock_exports as n, systemClock as t };