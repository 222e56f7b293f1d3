import { c as UserError } from "./time-system-clock.js";

// src/delivery/release/deadline.ts
/** The time for a whole deployment. */
var Deadline = class {
	#clock;
	#late = new AbortController();
	#end;
	/** Never ends once `over` is aborted. */
	constructor(clock, ms, over) {
		this.#clock = clock;
		this.#end = clock.now() + ms;
		this.#run(over);
	}
	/**
	* Aborted when the time is up. The rollout keeps its own time, by `remaining`, for it has a diagnosis to give when it runs
	* out.
	*/
	get signal() {
		return this.#late.signal;
	}
	/** Milliseconds. */
	remaining() {
		return this.#end - this.#clock.now();
	}
	/** Gives more time: what a person's policy waits for is no part of the deployment's own. */
	extend(ms) {
		this.#end += ms;
	}
	async #run(over) {
		try {
			while (this.remaining() > 0) await this.#clock.sleep(this.remaining(), over);
		} catch {
			return;
		}
		this.#late.abort(new UserError("timeout", "timed out before everything was applied (input \"timeout\")"));
	}
};

export { Deadline as t };