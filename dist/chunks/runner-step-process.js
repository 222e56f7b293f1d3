// src/runner/step-process.ts
/** GitHub sends INT, then TERM 7.5 s later, then KILL 2.5 s after that; the first one already stops the work. */
function stopOnSignals() {
	const stop = new AbortController();
	for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => stop.abort(/* @__PURE__ */ new Error("somebody stopped this run")));
	return stop;
}
/** Ends the process by itself: an idle connection must not keep the step running. Output has been written by then. */
function leave() {
	process.stdout.write("", () => process.exit());
}

export { stopOnSignals as n, leave as t };