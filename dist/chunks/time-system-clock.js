import { setTimeout } from "node:timers/promises";

// src/time/system-clock.ts
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

export { systemClock };