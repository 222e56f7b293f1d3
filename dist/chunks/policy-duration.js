// src/policy/duration.ts
/** A duration of the policy: `30m`, `4h`, `2d`. A day is 24 hours, whatever the clock on the wall does. */
const DURATION = "^[1-9][0-9]{0,3}[mhd]$";
const DURATION_WORDS = "a whole number with m, h or d, such as 30m, 4h or 2d";
/** Of what `DURATION` matches, in milliseconds. */
function parseDuration(text) {
	const unit = {
		m: MINUTE,
		h: HOUR,
		d: DAY
	}[text.at(-1) ?? ""];
	if (unit === void 0 || !new RegExp("^[1-9][0-9]{0,3}[mhd]$", "u").test(text)) throw new Error(`'${text}' is no duration`);
	return Number(text.slice(0, -1)) * unit;
}
const MINUTE = 6e4;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

export { MINUTE as a, HOUR as i, DURATION as n, parseDuration as o, DURATION_WORDS as r, DAY as t };