// src/time/duration.ts
/** `0.4 s`, `14 s`, `3 min 20 s`: as exact as a person needs it. */
function seconds(ms) {
	if (ms < 1e4) return `${(ms / 1e3).toFixed(1)} s`;
	const whole = Math.round(ms / 1e3);
	return whole < 120 ? `${whole} s` : `${Math.floor(whole / 60)} min ${whole % 60} s`;
}

export { seconds as t };