// src/time/duration.ts
const SECOND = 1e3;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
/** 24 hours, also when the clocks change. */
const DAY = 24 * HOUR;
const UNITS = {
	s: SECOND,
	m: MINUTE,
	h: HOUR,
	d: DAY
};
/** Milliseconds of a whole number with one of these units, such as `90s`. Undefined for anything else. */
function parseDuration(text, units) {
	const [, amount, letter] = /^(\d{1,6})([a-z])$/.exec(text) ?? [];
	const unit = units.find((each) => each === letter);
	return unit === void 0 ? void 0 : Number(amount) * UNITS[unit];
}
/** A duration for people. In milliseconds; a negative one counts as none. */
function durationText(ms, precision) {
	const time = Math.max(0, ms);
	if (precision === "largest-unit") {
		if (time < 36e5) return `${Math.floor(time / MINUTE)} min`;
		return time < 2 * 864e5 ? `${Math.floor(time / HOUR)} h` : `${Math.floor(time / DAY)} days`;
	}
	if (precision === "tenths" && time < 10 * SECOND) return `${(time / SECOND).toFixed(1)} s`;
	const whole = Math.round(time / SECOND);
	return whole < 120 ? `${whole} s` : `${Math.floor(whole / 60)} min ${whole % 60} s`;
}

export { parseDuration as a, durationText as i, HOUR as n, MINUTE as r, DAY as t };