// src/net/retry.ts
/**
* Makes attempts until one resolves or the policy gives up, which throws the policy's error. Rejects with the signal's
* reason as soon as the signal is aborted, also while it waits.
*/
async function retry(attempt, policy, { clock, signal, started = clock.now() }) {
	for (let tries = 1;; tries++) {
		signal?.throwIfAborted();
		let decision;
		try {
			return await attempt(tries);
		} catch (thrown) {
			signal?.throwIfAborted();
			const now = clock.now();
			decision = policy(thrown, {
				tries,
				elapsed: now - started,
				now
			});
		}
		if (decision.kind === "give-up") throw decision.error;
		await clock.sleep(decision.wait, signal);
	}
}
/** The pause after the attempt number `tries`: `first` milliseconds after the first one, doubled each time. */
function backoff(first, tries) {
	return first * 2 ** (tries - 1);
}
/** An attempt got no answer within its time limit. */
var AttemptTimeout = class extends Error {
	name = "AttemptTimeout";
	constructor(milliseconds, cause) {
		super(`no answer within ${milliseconds / 1e3} s`, { cause });
	}
};
/** Makes one attempt with a time limit. Throws `AttemptTimeout` when the limit ended it, and not `signal`. */
async function withTimeLimit(milliseconds, signal, attempt) {
	const timeout = AbortSignal.timeout(milliseconds);
	try {
		return await attempt(signal === void 0 ? timeout : AbortSignal.any([timeout, signal]));
	} catch (thrown) {
		if (timeout.aborted && signal?.aborted !== true) throw new AttemptTimeout(milliseconds, thrown);
		throw thrown;
	}
}

export { withTimeLimit as i, backoff as n, retry as r, AttemptTimeout as t };